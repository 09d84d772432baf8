// SPDX-License-Identifier: GPL-3.0-or-later
// Field, clear button, debounce and the error line.
#include "ui/browse/filter_bar.h"

#include "ui/browse/browse_data.h"
#include "ui/browse/filter_edit.h"
#include "ui/browse/filter_text.h"
#include "ui/browse/rounded_frame.h"
#include "ui/convert.h"
#include "ui/text/error_text.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QStringList>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace triptych::ui {

FilterBar::FilterBar(BrowseData& source, QWidget* parent)
    : QWidget(parent)
    , m_data(source)
    , m_edit(new FilterEdit(this))
    , m_clear(new QToolButton(this))
    , m_error(new QLabel(this))
    , m_frame(new RoundedFrame(this))
{
    m_frame->setObjectName(QStringLiteral("filterFrame"));
    m_edit->setObjectName(QStringLiteral("filterEdit"));
    m_edit->setStyleSheet(
        QStringLiteral("#filterEdit { border: 0; background: transparent; padding: 10px 0 0 0; }"));
    m_clear->setObjectName(QStringLiteral("filterClear"));
    m_clear->setProperty("quiet", true);
    m_clear->setFocusPolicy(Qt::TabFocus);
    m_clear->setVisible(false);
    m_error->setObjectName(QStringLiteral("filterError"));
    m_error->setProperty("role", QStringLiteral("error"));
    m_error->setTextFormat(Qt::PlainText);
    m_error->setWordWrap(true);
    m_error->setVisible(false);
    auto* line = new QHBoxLayout(m_frame);
    line->setContentsMargins(space::kOneHalf, 1, space::kHalf, 1);
    line->setSpacing(space::kHalf);
    line->addWidget(m_edit);
    line->addWidget(m_clear);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kHalf);
    column->addWidget(m_frame);
    column->addWidget(m_error);

    m_debounce.setSingleShot(true);
    m_debounce.setInterval(kDebounceMs);
    connect(&m_debounce, &QTimer::timeout, this, &FilterBar::check);
    connect(m_edit, &QPlainTextEdit::textChanged, this, &FilterBar::edited);
    connect(m_edit, &FilterEdit::submitted, this, &FilterBar::submit);
    connect(m_edit, &FilterEdit::cleared, this, [this] { setFilter({}); });
    connect(m_edit, &FilterEdit::left, this, &FilterBar::left);
    connect(m_edit, &FilterEdit::valuesWanted, this, &FilterBar::askValues);
    connect(m_edit, &FilterEdit::completionEnded, this, [this] {
        if (m_edit->filter() != m_submitted) {
            m_debounce.start();
        }
    });
    connect(m_clear, &QToolButton::clicked, this, [this] {
        setFilter({});
        focusFilter();
    });
    m_edit->installEventFilter(this);
    setFocusProxy(m_edit);
    retranslate();
    applyTheme();
}

QString FilterBar::filter() const
{
    return m_edit->filter();
}

void FilterBar::setFilter(const QString& filter)
{
    if (filter != m_edit->filter()) {
        m_edit->setFilter(filter);
    }
    submit();
}

void FilterBar::focusFilter()
{
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
}

QString FilterBar::errorText() const
{
    return m_error->isHidden() ? QString() : m_error->text();
}

void FilterBar::edited()
{
    if (m_edit->filter() == m_seen) {
        return; // only its colours changed
    }
    m_seen = m_edit->filter();
    m_clear->setVisible(!m_edit->filter().isEmpty());
    clearError();
    m_debounce.start();
}

void FilterBar::submit()
{
    m_debounce.stop();
    check();
}

// While a popup offers how to go on, an unfinished term is not yet an error.
void FilterBar::check()
{
    const QString filter = m_edit->filter();
    const auto parsed = parseFilter(fromQString(filter));
    if (!parsed) {
        if (!m_edit->completing()) {
            showError(parsed.error());
        }
        return;
    }
    clearError();
    if (filter.trimmed() != m_submitted) {
        m_submitted = filter.trimmed();
        Q_EMIT filterChanged(m_submitted);
    }
}

void FilterBar::showError(const Error& error)
{
    const QString filter = m_edit->filter();
    const ErrorText words = ui::errorText(error);
    QStringList line{words.what};
    if (error.code == ErrorCode::BadFilter) {
        m_edit->setError(unitOfCharacter(filter, error.line));
        line = {
            tr("Character %1: %2.").arg(std::max(error.line, 1LL)).arg(toQString(error.detail))};
    }
    line.append(words.remedy);
    m_error->setText(line.join(u' ').trimmed());
    m_error->setVisible(true);
    updateLine();
}

void FilterBar::clearError()
{
    m_edit->setError(-1);
    if (!m_error->isHidden()) {
        m_error->setVisible(false);
        updateLine();
    }
}

void FilterBar::askValues(FilterKey key, const QString& prefix)
{
    m_data.completions(this, key, fromQString(prefix),
                       [this, key, prefix](const Result<std::vector<std::string>>& answer) {
                           if (!answer) {
                               return; // typing goes on without an offer
                           }
                           QStringList values;
                           for (const std::string& value : *answer) {
                               values.append(toQString(value));
                           }
                           m_edit->offerValues(key, prefix, values);
                       });
}

bool FilterBar::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_edit &&
        (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)) {
        updateLine();
    }
    return QWidget::eventFilter(watched, event);
}

void FilterBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    } else if (event->type() == QEvent::PaletteChange) {
        applyTheme();
    }
    QWidget::changeEvent(event);
}

void FilterBar::retranslate()
{
    m_edit->setPlaceholderText(
        tr("Filter, e.g.  status:pending category:Tees text:blue score<0.4"));
    m_edit->setAccessibleName(tr("Filter"));
    m_edit->setAccessibleDescription(tr("Keys and values; Ctrl+Space offers what fits"));
    m_clear->setAccessibleName(tr("Clear the filter"));
    m_clear->setToolTip(tr("Clear the filter (Esc)"));
}

void FilterBar::updateLine()
{
    if (!m_error->isHidden()) {
        m_frame->setLine(RoundedFrame::Line::Wrong);
    } else {
        m_frame->setLine(m_edit->hasFocus() ? RoundedFrame::Line::Focus
                                            : RoundedFrame::Line::Quiet);
    }
}

void FilterBar::applyTheme()
{
    m_clear->setIcon(themedIcon(QStringLiteral("cross"), *this));
}

} // namespace triptych::ui
