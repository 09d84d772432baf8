// SPDX-License-Identifier: GPL-3.0-or-later
// One reason in ReasonsEditor.
#include "ui/review/side/reason_row.h"

#include "ui/convert.h"
#include "ui/text/words.h"
#include "ui/theme/controls.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

#include <algorithm>

namespace triptych::ui {

namespace {

constexpr int kButton = 26;
constexpr int kIcon = 14;
constexpr int kLongest = 80; // characters

} // namespace

ReasonRow::ReasonRow(const workflow::Reason& reason, QWidget* parent)
    : QWidget(parent)
    , m_id(reason.id)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2);
    m_digit = makeLabel(LabelRole::Secondary, this);
    m_digit->setFont(figureFont(type::kBody, QFont::DemiBold));
    m_digit->setFixedWidth(18);
    row->addWidget(m_digit);
    m_field = new QLineEdit(this);
    m_field->setMaxLength(kLongest);
    m_field->setText(toQString(reason.label));
    m_field->installEventFilter(this);
    row->addWidget(m_field, 1);
    m_up = makeQuietButton({}, this);
    m_down = makeQuietButton({}, this);
    m_remove = makeQuietButton({}, this);
    for (auto* button : {m_up, m_down, m_remove}) {
        button->setFixedSize(kButton, kButton);
        button->setStyleSheet(QStringLiteral("QToolButton { padding: 0; }"));
        button->setIconSize({kIcon, kIcon});
        letKeysThrough(button);
        row->addWidget(button);
    }
    connect(m_up, &QAbstractButton::clicked, this, [this] { Q_EMIT moveRequested(-1); });
    connect(m_down, &QAbstractButton::clicked, this, [this] { Q_EMIT moveRequested(1); });
    connect(m_remove, &QAbstractButton::clicked, this, &ReasonRow::removeRequested);
    refreshIcons();
    retranslate();
    connect(m_field, &QLineEdit::textChanged, this, &ReasonRow::edited);
}

QString ReasonRow::standardWords() const
{
    const auto own = workflow::standardReasons();
    const bool known = std::any_of(own.begin(), own.end(),
                                   [this](const auto& reason) { return reason.id == m_id; });
    return known ? reasonWord(m_id) : QString();
}

workflow::Reason ReasonRow::reason() const
{
    const QString typed = m_field->text().simplified();
    return {m_id, typed == m_standard ? std::string() : fromQString(typed)};
}

QString ReasonRow::words() const
{
    const QString typed = m_field->text().simplified();
    return typed.isEmpty() ? m_standard : typed;
}

void ReasonRow::setPlace(int index, int count)
{
    m_index = index;
    const QString digit = QString::number(index + 1);
    m_digit->setText(digit);
    m_field->setObjectName(QStringLiteral("reasonField%1").arg(digit));
    m_up->setObjectName(QStringLiteral("reasonUp%1").arg(digit));
    m_down->setObjectName(QStringLiteral("reasonDown%1").arg(digit));
    m_remove->setObjectName(QStringLiteral("removeReason%1").arg(digit));
    m_up->setEnabled(index > 0);
    m_down->setEnabled(index + 1 < count);
    retranslate();
}

void ReasonRow::setWrong(bool wrong)
{
    triptych::ui::setWrong(m_field, wrong);
}

void ReasonRow::focusField()
{
    m_field->setFocus(Qt::OtherFocusReason);
}

std::vector<QWidget*> ReasonRow::stops() const
{
    return {m_field, m_up, m_down, m_remove};
}

void ReasonRow::retranslate()
{
    const QString own = standardWords();
    if (own != m_standard) {
        const bool shown = m_field->text().isEmpty() || m_field->text() == m_standard;
        m_standard = own;
        if (shown) {
            m_field->setText(own);
        }
    }
    m_field->setPlaceholderText(own.isEmpty() ? tr("the reason, in a few words") : own);
    m_field->setAccessibleName(tr("Reason %1").arg(m_index + 1));
    const auto name = [](QToolButton* button, const QString& words) {
        button->setAccessibleName(words);
        button->setToolTip(words);
    };
    name(m_up, tr("Move reason %1 up").arg(m_index + 1));
    name(m_down, tr("Move reason %1 down").arg(m_index + 1));
    name(m_remove, tr("Remove reason %1").arg(m_index + 1));
}

void ReasonRow::refreshIcons()
{
    m_up->setIcon(themedIcon(QStringLiteral("sort-up"), *this));
    m_down->setIcon(themedIcon(QStringLiteral("sort-down"), *this));
    m_remove->setIcon(themedIcon(QStringLiteral("cross"), *this));
}

bool ReasonRow::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool alt = key->modifiers() == Qt::AltModifier;
        if (alt && (key->key() == Qt::Key_Up || key->key() == Qt::Key_Down)) {
            Q_EMIT moveRequested(key->key() == Qt::Key_Up ? -1 : 1);
            return true;
        }
        if (key->key() == Qt::Key_Escape) {
            m_up->isEnabled() ? m_up->setFocus() : m_remove->setFocus(); // out of the field
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void ReasonRow::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange && m_remove) {
        refreshIcons();
    }
    QWidget::changeEvent(event);
}

} // namespace triptych::ui
