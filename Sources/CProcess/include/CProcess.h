#pragma once

#include <stdbool.h>

/// Keeps what is in this process's memory from getting out of it: no core dumps, no debugger of another process, and memory that is
/// given back is overwritten first. Where a system has none of it, nothing happens.
void processKeepsItsMemory(void);

/// Gives the system back what was freed and is kept for later: after a crowd that is most of it.
void processGivesMemoryBack(void);

/// Whether the process was started with this signal ignored, as `nohup` does it.
bool processIgnores(int signal);
