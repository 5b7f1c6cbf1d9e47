#pragma once

#include <stdbool.h>

/// Keeps what is in this process's memory from getting out of it: no core dumps, no debugger of another process, and memory that is
/// given back is overwritten first. Where a system has none of it, nothing happens.
void processKeepsItsMemory(void);

/// Whether the process was started with this signal ignored, as `nohup` does it.
bool processIgnores(int signal);
