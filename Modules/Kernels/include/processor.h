#pragma once

// The x86-64 level of the processor, 1 to 4 (4: AVX-512, 3: AVX2 and FMA); 0 on other processors.
int mk_processor_level(void);
