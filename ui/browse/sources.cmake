# SPDX-License-Identifier: GPL-3.0-or-later
# Sources of ui/browse, relative to ui/ (e.g. browse/page.cpp); each must exist.
target_sources(triptych_ui PRIVATE)
