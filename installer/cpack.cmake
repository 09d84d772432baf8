# SPDX-License-Identifier: GPL-3.0-or-later
# What `cmake --install` puts where, and the Debian package made of it (`cpack -G DEB`).
include(GNUInstallDirs)
find_package(Qt6 6.4 REQUIRED COMPONENTS Gui Svg)

set(TRIPTYCH_HOMEPAGE "" CACHE STRING "Where the project is published; for software centres and the package")
set(TRIPTYCH_SCREENSHOT "" CACHE STRING "URL of a picture of the window; for software centres")
set(TRIPTYCH_MAINTAINER "The Triptych authors <maintainers@triptych.invalid>" CACHE STRING "Who made this package")
set(TRIPTYCH_RELEASE_DATE 2026-11-23) # of PROJECT_VERSION

set(id org.triptych.Triptych) # the desktop file's and the window's; ui/run_window.cpp says it too
set(desktop ${PROJECT_SOURCE_DIR}/installer/desktop)
set(made ${PROJECT_BINARY_DIR}/installer)

# Metadata. An address that does not answer would be refused by validators: only what is given is said.
set(TRIPTYCH_PUBLISHED_AT "")
if(TRIPTYCH_HOMEPAGE)
    string(APPEND TRIPTYCH_PUBLISHED_AT "  <url type=\"homepage\">${TRIPTYCH_HOMEPAGE}</url>\n")
endif()
if(TRIPTYCH_SCREENSHOT)
    string(APPEND TRIPTYCH_PUBLISHED_AT "  <screenshots>\n    <screenshot type=\"default\">\n"
        "      <caption>Review: both images, one key a verdict</caption>\n"
        "      <image>${TRIPTYCH_SCREENSHOT}</image>\n    </screenshot>\n  </screenshots>\n")
endif()
configure_file(${desktop}/${id}.metainfo.xml.in ${made}/${id}.metainfo.xml @ONLY)
configure_file(${desktop}/copyright.in ${made}/copyright COPYONLY)
string(TIMESTAMP TRIPTYCH_PACKAGED "%a, %d %b %Y %H:%M:%S +0000" UTC) # SOURCE_DATE_EPOCH, when it is set
configure_file(${desktop}/changelog.in ${made}/changelog.Debian @ONLY)

# Icons: pictures of every size that desktops ask for, from the two drawings.
add_executable(render_icon installer/render_icon.cpp)
target_link_libraries(render_icon PRIVATE triptych_flags Qt6::Gui Qt6::Svg)
set(drawing_apps ${PROJECT_SOURCE_DIR}/resources/icons/triptych.svg)
set(name_apps ${id})
set(drawing_mimetypes ${desktop}/application-x-triptych.svg)
set(name_mimetypes application-x-triptych)
set(pictures)
foreach(kind IN ITEMS apps mimetypes)
    foreach(size IN ITEMS 16 24 32 48 64 128 256)
        set(picture ${made}/icons/${size}x${size}/${kind}/${name_${kind}}.png)
        file(MAKE_DIRECTORY ${made}/icons/${size}x${size}/${kind})
        add_custom_command(OUTPUT ${picture} COMMAND render_icon ${drawing_${kind}} ${size} ${picture}
            DEPENDS render_icon ${drawing_${kind}} VERBATIM)
        list(APPEND pictures ${picture})
    endforeach()
    install(FILES ${drawing_${kind}} RENAME ${name_${kind}}.svg
        DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/${kind})
endforeach()

# The manual page is what the program says of itself.
set(manual ${made}/triptych.1)
add_custom_command(OUTPUT ${manual}.gz ${made}/changelog.Debian.gz
    COMMAND ${PROJECT_SOURCE_DIR}/installer/manpage $<TARGET_FILE:triptych> ${TRIPTYCH_RELEASE_DATE} > ${manual}
    COMMAND gzip -9nf ${manual}
    COMMAND gzip -9nkf ${made}/changelog.Debian
    DEPENDS triptych ${PROJECT_SOURCE_DIR}/installer/manpage ${made}/changelog.Debian VERBATIM)
add_custom_target(package_files ALL DEPENDS ${pictures} ${manual}.gz)

install(DIRECTORY ${made}/icons/ DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor)
install(FILES ${desktop}/${id}.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
install(FILES ${desktop}/${id}.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/mime/packages)
install(FILES ${made}/${id}.metainfo.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
install(FILES ${manual}.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${made}/copyright ${made}/changelog.Debian.gz DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/triptych)

if(TRIPTYCH_TESTS)
    # Without the tools it is skipped, and says which are missing.
    add_test(NAME package_metadata
        COMMAND ${PROJECT_SOURCE_DIR}/installer/check-metadata ${made} $<TARGET_FILE:triptych>)
    set_tests_properties(package_metadata PROPERTIES SKIP_RETURN_CODE 77 LABELS package TIMEOUT 120)
endif()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME triptych)
set(CPACK_PACKAGE_VENDOR "The Triptych authors")
set(CPACK_PACKAGE_CONTACT ${TRIPTYCH_MAINTAINER})
set(CPACK_PACKAGE_HOMEPAGE_URL ${TRIPTYCH_HOMEPAGE})
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "build training data for composed image retrieval")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
    "Triptych builds triplets of a reference image, a modification text and a
target image. It pairs the photos of a catalogue, writes the modification
texts in both directions, lets people accept, edit or reject each text with
one key, and exports the triplets that came out of it.
.
It is a window for reviewers and a command line for data people. A project is
one SQLite file; images are never changed, and nothing leaves the computer.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SECTION graphics)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# LibTorch takes whatever BLAS there is; the reference one multiplies matrices many times slower.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libopenblas0-pthread")
# Japanese texts; the words of Qt's own buttons; spelling hints; a Wayland desktop; downloading models.
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS
    "fonts-noto-cjk, qt6-translations-l10n, hunspell-en-us, qt6-wayland, python3-pip")
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
include(CPack)
