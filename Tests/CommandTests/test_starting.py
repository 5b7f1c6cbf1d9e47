"""Starting with good configuration."""

import json

import pytest
from support.client import Client
from support.server import PROJECT, command

REFERENCE = PROJECT / "Docs/configuration.md"


def test_settings_come_from_a_file(serve, tmp_path):
    file = tmp_path / "gatehouse.json"
    file.write_text(json.dumps({"branding": {"productName": "Beylik", "language": "hu"}, "sessions": {"hours": 8}}))
    answer = Client(serve("--config", str(file)).url, language="").get("/sign-in")
    assert "Bejelentkezés – Beylik" in answer.inside("title")


def test_environment_goes_before_the_file(serve, tmp_path):
    file = tmp_path / "gatehouse.json"
    file.write_text(json.dumps({"branding": {"productName": "Beylik"}}))
    server = serve("--config", str(file), branding_product_name="Őrház")
    assert "Sign in – Őrház" in Client(server.url).get("/sign-in").inside("title")


def test_command_line_goes_before_the_environment(serve, folder, tmp_path):
    serve(data_folder=tmp_path / "other", server_port=1)
    assert folder.exists() and not (tmp_path / "other").exists()


def test_server_answers_at_once_and_says_where(server):
    client = Client(server.url)
    assert client.get("/livez").status == 200
    assert client.get("/readyz").status == 200
    assert server.url.startswith("http://127.0.0.1:")


def test_two_servers_on_port_0_get_ports_of_their_own(serve, folder):
    assert serve().url != serve("--data", str(folder.with_name("other"))).url


@pytest.mark.skipif(not REFERENCE.exists(), reason="there is no Docs/configuration.md yet")
def test_reference_is_up_to_date(tmp_path):
    """Docs/configuration.md is what `gatehouse configuration` prints."""
    assert command("configuration", folder=tmp_path).stdout == REFERENCE.read_text()
