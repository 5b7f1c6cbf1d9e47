/// The released steps of the schema. A line is added with a new step; none is ever changed or taken out.
let frozenChecksums = [
    ("m0001-user", "294d5e017abfaca3a242d5ac63baec8df36b768318577697e29a17c204a31d14"),
    ("m0002-password", "b2eaedbe86d63066f4ba508d41d00ba73f3b5019f30356c7480db6d2c8b880e7"),
    ("m0003-session", "403eaac2855877ed7f3cc14a75916c29ea616ea1c8245e3dfcbcbc125e6aaf95"),
    ("m0004-totp", "228aa8c914d38f22e5db7413aed867cf77fb82ef5a4013f6d4d948852c0cbb45"),
    ("m0005-guessing", "1f30b9a1681dc8572d9ab411033dc8756c97095c348c116a1aeb9d4bebdc69e3"),
    ("m0006-activity", "86f7f2fa29e8a041c550e299c07e558c9971aa7110bde5811de3ec19160ca2ef"),
    ("m0007-setup", "d4d05ca1a52002c20bc38363c68508e85fd8d1c67cc6a902265f7b03fd34c080"),
    ("m0008-admission", "945a9903f2b058122d32d84d8f7dbf6b33b88ea65edfe1e4ef84b14f4a219a36"),
    ("m0009-name-folding", "baf3b3b78703ea2b89fc33d0b48a309d83ad6b9e5f00127db127a3253ab5eff9"),
]
