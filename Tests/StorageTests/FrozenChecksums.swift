/// The released steps of the schema. A line is added with a new step; none is ever changed or taken out.
let frozenChecksums = [
    ("m0001-user", "fd1fef7ee80169cc8c9571045eb1297f5dd22cb153297f896f891171a5c8378c"),
    ("m0002-password", "b2eaedbe86d63066f4ba508d41d00ba73f3b5019f30356c7480db6d2c8b880e7"),
    ("m0003-session", "629914baeda53d79e099bbfaadeab4d33373124343e97c83b440bce8c64c6e3a"),
    ("m0004-authenticator", "753d6887075b8f627cf54fd1cc0fa19707f118f50cee81158305b7489323bfda"),
    ("m0005-guessing", "1f30b9a1681dc8572d9ab411033dc8756c97095c348c116a1aeb9d4bebdc69e3"),
    ("m0006-activity", "8cec66b03e9ea302d5c346eb479904c0f36d8d40135aaa9092248725a6feae81"),
    ("m0007-setup", "d4d05ca1a52002c20bc38363c68508e85fd8d1c67cc6a902265f7b03fd34c080"),
    ("m0008-policy", "51d3a9f9243a9a8a5c960903b1b109ee5361d0008ff18d21516dc53e7f0b9914"),
    ("m0009-signing-key", "99ac857b222a80201eebaccc107eb36b1445cd98705e8dd1270c87cc90d2bacd"),
]
