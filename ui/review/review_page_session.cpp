// SPDX-License-Identifier: GPL-3.0-or-later
// The Review page as the window makes it.
#include "ui/review/review_page.h"
#include "ui/review/session_aids.h"
#include "ui/review/session_backend.h"

namespace triptych::ui {

ReviewPage::ReviewPage(const PageContext& context, QWidget* parent)
    : ReviewPage(std::make_unique<SessionBackend>(context), context.settings, parent,
                 std::make_unique<SessionAids>(context))
{}

} // namespace triptych::ui
