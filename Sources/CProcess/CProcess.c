// Swift cannot call functions with a variable number of arguments, which prctl(2) is.

#include "CProcess.h"

#include <signal.h>
#include <stddef.h>

#ifdef __linux__

#include <malloc.h>
#include <sys/prctl.h>
#include <sys/resource.h>

void processKeepsItsMemory(void) {
    struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    // Also where core dumps are piped to a program, which the limit does not hold (core(5)).
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    // Forms, cookies and key files pass through many short-lived buffers that own no type of ours (mallopt(3), "M_PERTURB").
    mallopt(M_PERTURB, 0xA5);
}

void processGivesMemoryBack(void) { malloc_trim(0); }

#else

void processKeepsItsMemory(void) {}
void processGivesMemoryBack(void) {}

#endif

bool processIgnores(int signal) {
    struct sigaction action;
    return sigaction(signal, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
}
