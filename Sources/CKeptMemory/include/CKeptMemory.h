#pragma once

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/// A mapping that outlives the one who asked for it: left out of core dumps, zeroes in a child process. Of no length: none yet.
struct KeptMemory {
    uintptr_t address;
    size_t length;
};

/// From now until keptMemoryTakeBack, libsodium gets this memory on this thread when it asks for `length` bytes: as it was left, not
/// zeroed. If there is none yet, what the kernel gives becomes it.
void keptMemoryLend(struct KeptMemory memory, size_t length);

/// Ends what keptMemoryLend began.
/// - Returns: the memory, or none when it is still in use: then it belongs to whoever uses it.
struct KeptMemory keptMemoryTakeBack(void);

/// Gives it back to the kernel.
void keptMemoryFree(struct KeptMemory memory);

/// In place of mmap(2), for libsodium alone: the memory that is lent, or else what the kernel gives.
void *keptMemoryMap(void *address, size_t length, int protection, int flags, int file, off_t offset);

/// In place of munmap(2) likewise.
int keptMemoryUnmap(void *address, size_t length);
