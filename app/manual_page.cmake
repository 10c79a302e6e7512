# Run by the build (cmake -P): the manual page OUT of `clientele WORD`, out of its --help.
# help2man names a page after the file it runs, so it is given a file of that name which runs the sub-command.
get_filename_component(folder ${OUT} DIRECTORY)
get_filename_component(page ${OUT} NAME_WE)
set(runner ${folder}/help2man/${page})
file(WRITE ${runner} "#!/bin/sh\nexec '${PROGRAM}' ${WORD} \"$@\"\n")
file(CHMOD ${runner} PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE)
# Its one line in lists of pages: the first line of the help, without the program's name.
execute_process(COMMAND ${runner} --help OUTPUT_VARIABLE help)
string(REGEX REPLACE "^[^\n]*: ([^:\n]*)\n.*$" "\\1" summary "${help}")
if(NOT WORD)
  set(summary "simulate markets of customers who feel and reason")
endif()
execute_process(
  COMMAND ${HELP2MAN} --no-info "--name=${summary}" --version-string=${VERSION} --output=${OUT} ${runner}
  RESULT_VARIABLE failed ERROR_VARIABLE complaint)
if(failed)
  message(FATAL_ERROR "help2man: ${complaint}")
endif()
