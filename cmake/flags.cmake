# Flags that keep the bits: no contraction to FMA, no fast-math (docs/decisions/same_bits.md).
add_library(clientele_flags INTERFACE)
target_include_directories(clientele_flags INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(clientele_flags INTERFACE
  -ffp-contract=off -fno-math-errno -fno-trapping-math -Wall -Wextra -Wshadow -Wnon-virtual-dtor)
# gcc 12 sees overlapping copies inside std::string where there are none (gcc bug 105651), and takes moved-from
# strings in aggregates for uninitialised ones.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(clientele_flags INTERFACE -Wno-restrict -Wno-maybe-uninitialized)
endif()
if(CLIENTELE_CHECKS)
  target_compile_definitions(clientele_flags INTERFACE CLIENTELE_CHECKS)
endif()
if(CLIENTELE_PLAIN_THREADS)
  target_compile_definitions(clientele_flags INTERFACE CLIENTELE_PLAIN_THREADS)
endif()
# clang 14 compiles clones but always runs the default one; the thread sanitizer crashes in them.
if(CLIENTELE_CLONES AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_definitions(clientele_flags INTERFACE CLIENTELE_CLONES)
endif()

# A layer of the house: every .cpp below the folder, one static library `clientele_<name>`.
function(clientele_layer name)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  add_library(clientele_${name} STATIC ${sources})
  target_link_libraries(clientele_${name} PUBLIC clientele_flags ${ARGN})
endfunction()
