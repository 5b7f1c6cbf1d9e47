"""What the tests of the command and of the pages share: a server to start, a client, a phone."""
