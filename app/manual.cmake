# What stands around the program once it is installed: manual pages, completions, scenarios.
include(GNUInstallDirs)
option(CLIENTELE_MANUAL "Make manual pages out of --help, where help2man is installed" ON)

install(TARGETS clientele RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/scenarios/library DESTINATION ${CMAKE_INSTALL_DATADIR}/clientele)

set(around)
# In the build tree they stand beside the program as where it is installed.
file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/share/clientele)
file(CREATE_LINK ${PROJECT_SOURCE_DIR}/scenarios/library ${PROJECT_BINARY_DIR}/share/clientele/library SYMBOLIC)

# made_by_program(FILE FOLDER WORD...): the output of `clientele WORD...`, installed into FOLDER.
function(made_by_program file folder)
  set(path ${CMAKE_CURRENT_BINARY_DIR}/completion/${file})
  add_custom_command(OUTPUT ${path}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${CMAKE_CURRENT_BINARY_DIR}/completion
    COMMAND clientele ${ARGN} > ${path}
    DEPENDS clientele)
  install(FILES ${path} DESTINATION ${CMAKE_INSTALL_DATADIR}/${folder})
  set(around ${around} ${path} PARENT_SCOPE)
endfunction()

made_by_program(clientele bash-completion/completions completion bash)
made_by_program(_clientele zsh/site-functions completion zsh)
made_by_program(clientele.fish fish/vendor_completions.d completion fish)

find_program(CLIENTELE_HELP2MAN help2man)
if(CLIENTELE_MANUAL AND CLIENTELE_HELP2MAN)
  foreach(command "" run compare check fit validate journey parameters report rerun schema completion version)
    string(JOIN - page clientele ${command})
    set(path ${CMAKE_CURRENT_BINARY_DIR}/${page}.1)
    add_custom_command(OUTPUT ${path}
      COMMAND ${CMAKE_COMMAND} -DHELP2MAN=${CLIENTELE_HELP2MAN} -DPROGRAM=$<TARGET_FILE:clientele> -DVERSION=${PROJECT_VERSION}
        -DWORD=${command} -DOUT=${path} -P ${CMAKE_CURRENT_SOURCE_DIR}/manual_page.cmake
      DEPENDS clientele ${CMAKE_CURRENT_SOURCE_DIR}/manual_page.cmake
      VERBATIM)
    install(FILES ${path} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
    list(APPEND around ${path})
  endforeach()
endif()
add_custom_target(clientele_around ALL DEPENDS ${around})
