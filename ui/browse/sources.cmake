# SPDX-License-Identifier: GPL-3.0-or-later
# Sources of ui/browse, relative to ui/; each must exist.
target_sources(triptych_ui PRIVATE
    browse/browse_data.h
    browse/filter_text.cpp
    browse/filter_text.h
    browse/pair_table_model.cpp
    browse/pair_table_model.h
    browse/pair_table_roles.cpp
    browse/session_browse_data.cpp
    browse/session_browse_data.h
    browse/text_matches.cpp
    browse/text_matches.h)
