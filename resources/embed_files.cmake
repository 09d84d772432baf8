# SPDX-License-Identifier: GPL-3.0-or-later
# Writes HEADER with the bytes of FILES (separated by "|"); run at build time by triptych_embed.
string(REPLACE "|" ";" files "${FILES}")
set(out "// Made from resources at build time.\n#pragma once\n#include <string_view>\nnamespace ${NAMESPACE} {\n")
foreach(file IN LISTS files)
    get_filename_component(name ${file} NAME)
    string(MAKE_C_IDENTIFIER "k${name}" symbol)
    file(READ ${file} hex HEX)
    string(LENGTH "${hex}" digits)
    math(EXPR size "${digits} / 2")
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "static_cast<char>(0x\\1)," bytes "${hex}")
    string(REPLACE "static_cast<char>(0x" "'\\x" bytes "${bytes}")
    string(REPLACE ")," "'," bytes "${bytes}")
    string(APPEND out "inline constexpr char ${symbol}_bytes[] = {${bytes}'\\0'};\n"
        "inline constexpr std::string_view ${symbol}{${symbol}_bytes, ${size}};\n")
endforeach()
string(APPEND out "} // namespace ${NAMESPACE}\n")
file(WRITE ${HEADER} "${out}")
