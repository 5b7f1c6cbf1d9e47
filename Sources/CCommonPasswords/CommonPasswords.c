// A list in the program's own file costs no memory until it is looked at, and then only the pages that are.

#include "CommonPasswords.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char list[] = {
#embed "common-passwords.txt"
};

const unsigned char *commonPasswords(void) { return list; }

size_t commonPasswordsSize(void) { return sizeof list; }
