#pragma once

#include <stddef.h>
#include <stdint.h>

/// A mapping that outlives the one who asked for it. Of no length: none yet.
struct KeptMemory {
    uintptr_t address;
    size_t length;
};

/// From now until keptMemoryTakeBack, this thread's libraries get this memory when they ask the kernel for some: as it was left, not
/// zeroed. Too small or none at all, it is replaced by what the kernel gives. One mapping at a time; others come from the kernel.
void keptMemoryLend(struct KeptMemory memory);

/// Ends what keptMemoryLend began. Everything mapped in between must have been unmapped by then.
struct KeptMemory keptMemoryTakeBack(void);

/// Gives it back to the kernel.
void keptMemoryFree(struct KeptMemory memory);
