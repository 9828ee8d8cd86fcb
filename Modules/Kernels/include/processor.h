#pragma once

// The x86-64 level of the processor, 1 to 4 (4: AVX-512, 3: AVX2 and FMA); 0 on other processors.
int mk_processor_level(void);

// Whether the kernels were compiled with optimization.
int mk_is_optimized(void);

// Tells the processor that a loop waits for another thread.
static inline void mk_relax(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield" ::: "memory");
#endif
}
