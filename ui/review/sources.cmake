# SPDX-License-Identifier: GPL-3.0-or-later
# Sources of ui/review, relative to ui/ (e.g. review/page.cpp); each must exist.
target_sources(triptych_ui PRIVATE)
