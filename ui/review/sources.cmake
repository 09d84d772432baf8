# SPDX-License-Identifier: GPL-3.0-or-later
# Sources of ui/review, relative to ui/; each must exist.
target_sources(triptych_ui PRIVATE
    review/decision_sender.cpp
    review/decision_sender.h
    review/decision_timer.h
    review/key_map.cpp
    review/key_map.h
    review/pair_window.cpp
    review/pair_window.h
    review/review_acts.cpp
    review/review_backend.h
    review/review_queue.cpp
    review/review_queue.h
    review/session_backend.cpp
    review/session_backend.h)
