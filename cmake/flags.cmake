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

# In a unity build the sources of a room are compiled as one: reading the same headers again and again is most of what they
# cost. So what a room keeps in unnamed namespaces has names of its own in the room.
function(clientele_unite target)
  get_target_property(sources ${target} SOURCES)
  set_target_properties(${target} PROPERTIES UNITY_BUILD_MODE GROUP)
  foreach(source ${sources})
    cmake_path(GET source PARENT_PATH room)
    cmake_path(RELATIVE_PATH room BASE_DIRECTORY ${PROJECT_SOURCE_DIR})
    string(MAKE_C_IDENTIFIER "${room}" room)
    # Fewer at a time where single files are changed and compiled again: CLIENTELE_UNITED, all if 0.
    if(CLIENTELE_UNITED GREATER 0)
      math(EXPR unit "0${united_${room}} / ${CLIENTELE_UNITED}")
      math(EXPR united_${room} "0${united_${room}} + 1")
      string(APPEND room "_${unit}")
    endif()
    set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${room})
  endforeach()
endfunction()

# A layer of the house: every .cpp below the folder, one static library `clientele_<name>`. ALONE are the sources that are
# not compiled with others.
function(clientele_layer name)
  cmake_parse_arguments(layer "" "" "LINKED;ALONE" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  add_library(clientele_${name} STATIC ${sources})
  target_link_libraries(clientele_${name} PUBLIC clientele_flags ${layer_LINKED})
  clientele_unite(clientele_${name})
  set_source_files_properties(${layer_ALONE} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
endfunction()
