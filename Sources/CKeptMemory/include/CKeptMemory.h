#pragma once

#include <stddef.h>
#include <stdint.h>

/// A mapping that outlives the one who asked for it. Of no length: none yet.
struct KeptMemory {
    uintptr_t address;
    size_t length;
};

/// From now until keptMemoryTakeBack, this thread's library gets this memory when it asks the kernel for `length` bytes the way
/// libsodium does: as it was left, not zeroed. If there is none yet, what the kernel gives becomes it. Other mappings are the kernel's.
void keptMemoryLend(struct KeptMemory memory, size_t length);

/// Ends what keptMemoryLend began.
/// - Returns: the memory, or none when it is still in use: then it belongs to whoever uses it.
struct KeptMemory keptMemoryTakeBack(void);

/// Gives it back to the kernel.
void keptMemoryFree(struct KeptMemory memory);
