#include "ledger_masks.h"

const uint8_t ledger_no_bytes_storage[64] = {0};
