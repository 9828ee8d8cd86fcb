#include "../include/bytes.h"

#include <string.h>

typedef uint8_t bytes64 __attribute__((vector_size(64)));

ptrdiff_t mk_count_byte(const uint8_t *bytes, ptrdiff_t count, uint8_t wanted) {
  ptrdiff_t total = 0, place = 0;
  while (count - place >= (ptrdiff_t)sizeof(bytes64)) {
    // Counters of a byte, emptied before they overflow.
    bytes64 counters = {0};
    ptrdiff_t steps = (count - place) / (ptrdiff_t)sizeof(bytes64);
    if (steps > 255) steps = 255;
    for (ptrdiff_t step = 0; step < steps; step++, place += (ptrdiff_t)sizeof(bytes64)) {
      bytes64 group;
      memcpy(&group, bytes + place, sizeof group);
      counters -= (bytes64)(group == wanted);
    }
    for (size_t lane = 0; lane < sizeof counters; lane++) total += counters[lane];
  }
  for (; place < count; place++) total += bytes[place] == wanted;
  return total;
}
