# Helpers around the compiler: a cache of compilations when there is one, and the sanitizers.
find_program(CLIENTELE_CCACHE ccache)
if(CLIENTELE_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_C_COMPILER_LAUNCHER ${CLIENTELE_CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CLIENTELE_CCACHE})
endif()

# Reads headers once for all sources of a target: reading them is half to two thirds of what most sources cost.
function(clientele_precompile target)
  target_precompile_headers(${target} PRIVATE ${ARGN})
  if(CLIENTELE_CCACHE)
    # Without these words, and gcc without this option, ccache keeps nothing that reads a precompiled header.
    set_target_properties(${target} PROPERTIES
      CXX_COMPILER_LAUNCHER "env;CCACHE_SLOPPINESS=pch_defines,time_macros;${CMAKE_CXX_COMPILER_LAUNCHER}")
    target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
  endif()
endfunction()

if(CLIENTELE_SANITIZE)
  add_compile_options(-fsanitize=${CLIENTELE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${CLIENTELE_SANITIZE})
endif()
# The thread sanitizer of gcc 12 finds no room for its shadow when the kernel spreads addresses widely
# (vm.mmap_rnd_bits above 28): tests then run without address randomisation, where the system allows that.
if(CLIENTELE_SANITIZE STREQUAL "thread")
  execute_process(COMMAND setarch -R true RESULT_VARIABLE randomisation_fixed OUTPUT_QUIET ERROR_QUIET)
  if(randomisation_fixed EQUAL 0)
    set(CMAKE_CROSSCOMPILING_EMULATOR setarch;-R)
  endif()
endif()
