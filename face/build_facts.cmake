# Run by the build (cmake -P): writes the source file OUT with what the program is built from, if that has changed.
set(revision unknown)
find_program(GIT git)
if(GIT AND EXISTS ${SOURCE}/.git)
  execute_process(COMMAND ${GIT} -c safe.directory=${SOURCE} describe --always --dirty --tags
    WORKING_DIRECTORY ${SOURCE} OUTPUT_VARIABLE described RESULT_VARIABLE failed ERROR_QUIET OUTPUT_STRIP_TRAILING_WHITESPACE)
  if(failed EQUAL 0)
    set(revision ${described})
  endif()
endif()
string(REGEX REPLACE " +" " " FLAGS "${FLAGS}")
string(STRIP "${FLAGS}" FLAGS)
set(text "#include \"clientele/program.h\"

namespace clientele::api {

const BuildFacts& build_facts() {
  static constexpr BuildFacts facts{R\"(${VERSION})\", R\"(${revision})\", R\"(${COMPILER})\", R\"(${FLAGS})\"};
  return facts;
}

}  // namespace clientele::api
")
set(old "")
if(EXISTS ${OUT})
  file(READ ${OUT} old)
endif()
# Only when it differs: else every build would compile and link again.
if(NOT text STREQUAL old)
  file(WRITE ${OUT} "${text}")
endif()
