#pragma once

#include <stddef.h>

/// The passwords that are tried first everywhere: one a line, in lower case and byte order, as UTF-8. Where they come from: SOURCES.md.
const unsigned char *commonPasswords(void);

/// How many bytes they take.
size_t commonPasswordsSize(void);
