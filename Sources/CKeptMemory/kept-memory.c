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
    /// Of the mapping that is waited for; 0 when nothing is lent.
    size_t length;
    bool taken;
} lent;

void keptMemoryLend(struct KeptMemory memory, size_t length) {
    lent.memory = memory;
    lent.length = length;
    lent.taken = false;
}

struct KeptMemory keptMemoryTakeBack(void) {
    struct KeptMemory memory = lent.taken ? (struct KeptMemory){0} : lent.memory;
    keptMemoryLend((struct KeptMemory){0}, 0);
    return memory;
}

#if defined(__linux__) && defined(__LP64__)

static void *mapByKernel(void *address, size_t length, int protection, int flags, int file, off_t offset) {
    return (void *)syscall(SYS_mmap, address, length, (long)protection, (long)flags, (long)file, offset);
}

static int unmapByKernel(void *address, size_t length) {
    return (int)syscall(SYS_munmap, address, length);
}

void keptMemoryFree(struct KeptMemory memory) {
    if (memory.length > 0) unmapByKernel((void *)memory.address, memory.length);
}

/// To the flag, how libsodium asks. An allocator in place of the C library's may call mmap on this thread too: it asks otherwise.
static bool isLibsodium(void *address, size_t length, int protection, int flags, int file) {
    return address == NULL && length == lent.length && protection == (PROT_READ | PROT_WRITE)
        && flags == (MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE) && file == -1;
}

void *mmap(void *address, size_t length, int protection, int flags, int file, off_t offset) {
    if (lent.length == 0 || lent.taken || !isLibsodium(address, length, protection, flags, file))
        return mapByKernel(address, length, protection, flags, file, offset);
    if (lent.memory.length == 0) {
        void *fresh = mapByKernel(address, length, protection, flags, file, offset);
        if (fresh == MAP_FAILED) return fresh;
        lent.memory = (struct KeptMemory){(uintptr_t)fresh, length};
    }
    lent.taken = true;
    return (void *)lent.memory.address;
}

int munmap(void *address, size_t length) {
    bool isLent = lent.taken && (uintptr_t)address == lent.memory.address && length == lent.length;
    if (!isLent) return unmapByKernel(address, length);
    lent.taken = false;
    return 0;
}

#else

void keptMemoryFree(struct KeptMemory memory) {}

#endif
