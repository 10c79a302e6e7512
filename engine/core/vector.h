#pragma once

/// How hot loops are compiled.
///
/// CLIENTELE_VECTOR stands before a free static function that holds a loop: GCC then compiles it once per x86-64
/// level and picks one when the program starts. Never on a virtual member: GCC refuses to clone those. Empty where
/// clones do harm: clang 14 compiles them but always runs the default one, the thread sanitizer crashes in the
/// resolvers. The clones give the same bits: contraction to FMA is off, and nothing else depends on the width.
///
/// CLIENTELE_INLINE is for small functions called inside such loops: a call that is not inlined stops vectorisation,
/// and only an inlined function is compiled for the level of the clone.
#ifdef CLIENTELE_CLONES
#define CLIENTELE_VECTOR __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define CLIENTELE_VECTOR
#endif
#define CLIENTELE_INLINE inline __attribute__((always_inline))
