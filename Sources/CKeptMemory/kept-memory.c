// libsodium maps the memory of each Argon2id hash anew, and has no place where one could give it some. A program's own definition of a
// function goes before those of its libraries (System V ABI, "Symbol Resolution"): libsodium's calls of mmap and munmap arrive here,
// like everybody else's, and all but those of a thread that has memory lent to it go on to the kernel.
// Decision 0010 says why, and what it brings. Elsewhere than on Linux nothing is kept.

#define _GNU_SOURCE
#include "CKeptMemory.h"

#include <stdbool.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

static _Thread_local struct {
    struct KeptMemory memory;
    bool active, taken;
} lent;

void keptMemoryLend(struct KeptMemory memory) {
    lent.memory = memory;
    lent.active = true;
}

struct KeptMemory keptMemoryTakeBack(void) {
    struct KeptMemory memory = lent.memory;
    lent.memory = (struct KeptMemory){0};
    lent.active = lent.taken = false;
    return memory;
}

#ifdef __linux__

static void *mapByKernel(void *address, size_t length, int protection, int flags, int file, off_t offset) {
    return (void *)syscall(SYS_mmap, address, length, protection, flags, file, offset);
}

static int unmapByKernel(void *address, size_t length) {
    return (int)syscall(SYS_munmap, address, length);
}

void keptMemoryFree(struct KeptMemory memory) {
    if (memory.length > 0) unmapByKernel((void *)memory.address, memory.length);
}

void *mmap(void *address, size_t length, int protection, int flags, int file, off_t offset) {
    bool fits = lent.active && !lent.taken && address == NULL && (flags & MAP_ANONYMOUS) && (flags & MAP_PRIVATE)
        && protection == (PROT_READ | PROT_WRITE);
    if (!fits) return mapByKernel(address, length, protection, flags, file, offset);
    if (lent.memory.length < length) {
        void *larger = mapByKernel(NULL, length, protection, flags, -1, 0);
        if (larger == MAP_FAILED) return MAP_FAILED;
        keptMemoryFree(lent.memory);
        lent.memory = (struct KeptMemory){(uintptr_t)larger, length};
    }
    lent.taken = true;
    return (void *)lent.memory.address;
}

int munmap(void *address, size_t length) {
    bool isLent = lent.taken && (uintptr_t)address == lent.memory.address;
    if (!isLent) return unmapByKernel(address, length);
    lent.taken = false;
    return 0;
}

#else

void keptMemoryFree(struct KeptMemory memory) {}

#endif
