// Rows of peers.md section 5 that issue 2 names and that have no test yet, because what they are about does not exist here yet:
//
// R14 (forward authentication: a parse error denies): there is no forward-authentication endpoint. What the site itself cannot
//     parse is refused: FaultTests, ParserTests, AccessMatrixTests.
// R42 (a token is bound to the address it proves): no e-mail address is verified. The reset link's part is in PasswordTests.
// R52 (a factor needs a verified address): there is none; the number stands for the header that was trusted by default.
// R53–R55 of LemonLDAP's other rows (OAuth state, empty client secret, Kerberos): no relying parties and no upstream sign-in.
//
// Rows of standards.md V6 and V7 without a test, for the same reason: 6.2.12 (breach set: the shipped list stands in), 6.3.5 and
// 6.3.7 (no mail is sent), 6.4.5 (nothing expires that would need a reminder), 6.5.2 (no recovery codes), 6.6.x (no out-of-band
// codes), 6.7.x (no WebAuthn), 6.8.x (no upstream sign-in), 7.1.2 (no limit of parallel sessions), 7.4.5 (administrators end all
// sessions of one by inactivating or resetting), 7.6.x (no relying parties). P rows are documents.
