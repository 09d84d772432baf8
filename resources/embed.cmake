# SPDX-License-Identifier: GPL-3.0-or-later
# triptych_embed(TARGET NAMESPACE file…): makes each file of bytes a `constexpr std::string_view` in
# "embedded/<target>.h"; a file `0001_first.sql` becomes `NAMESPACE::k0001_first_sql`.
function(triptych_embed target namespace)
    set(header ${CMAKE_CURRENT_BINARY_DIR}/embedded/${target}.h)
    set(files)
    foreach(file IN LISTS ARGN)
        get_filename_component(path ${file} ABSOLUTE)
        list(APPEND files ${path})
    endforeach()
    string(REPLACE ";" "|" joined "${files}")
    add_custom_command(OUTPUT ${header}
        COMMAND ${CMAKE_COMMAND} -DFILES=${joined} -DHEADER=${header} -DNAMESPACE=${namespace}
                -P ${PROJECT_SOURCE_DIR}/resources/embed_files.cmake
        DEPENDS ${files} ${PROJECT_SOURCE_DIR}/resources/embed_files.cmake VERBATIM)
    target_sources(${target} PRIVATE ${header})
    target_include_directories(${target} PRIVATE ${CMAKE_CURRENT_BINARY_DIR})
endfunction()
