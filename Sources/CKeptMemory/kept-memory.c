// libsodium maps the memory of each Argon2id hash anew, and has no place where one could give it some (its issue 1469 asks for one).
// The copy of it that is linked in asks the two functions at the end in place of mmap and munmap: Scripts/setup renames its calls.
// Nobody else's calls come here. Decision 0016 says why, and what it brings.

#define _GNU_SOURCE
#include "CKeptMemory.h"

#include <stdbool.h>
#include <sys/mman.h>

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

void keptMemoryFree(struct KeptMemory memory) {
    if (memory.length > 0) munmap((void *)memory.address, memory.length);
}

/// Left out of core dumps, and zeroes in a child process. False where the kernel does not know that: then it is not kept.
static bool isPrivate(void *address, size_t length) {
#ifdef __linux__
    return madvise(address, length, MADV_DONTDUMP) == 0 && madvise(address, length, MADV_WIPEONFORK) == 0;
#else
    return false;
#endif
}

void *keptMemoryMap(void *address, size_t length, int protection, int flags, int file, off_t offset) {
    if (lent.taken || lent.length != length) return mmap(address, length, protection, flags, file, offset);
    if (lent.memory.length == 0) {
        void *fresh = mmap(address, length, protection, flags, file, offset);
        if (fresh == MAP_FAILED || !isPrivate(fresh, length)) return fresh;
        lent.memory = (struct KeptMemory){(uintptr_t)fresh, length};
    }
    lent.taken = true;
    return (void *)lent.memory.address;
}

int keptMemoryUnmap(void *address, size_t length) {
    bool isLent = lent.taken && (uintptr_t)address == lent.memory.address && length == lent.memory.length;
    if (!isLent) return munmap(address, length);
    lent.taken = false;
    return 0;
}
