// SPDX-License-Identifier: GPL-3.0-or-later
// The reasons for a rejection as the project wants them.
#include "ui/review/side/reasons_editor.h"

#include "ui/convert.h"
#include "ui/review/side/reason_row.h"
#include "ui/text/words.h"
#include "ui/theme/controls.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <set>

namespace triptych::ui {

ReasonsEditor::ReasonsEditor(QWidget* parent)
    : QWidget(parent)
    , m_saved(workflow::standardReasons())
{
    setObjectName(QStringLiteral("reasonsEditor"));
    build();
    fill(m_saved);
    retranslate();
}

void ReasonsEditor::build()
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, space::kOne, 0);
    column->setSpacing(space::kOne);
    m_hint = makeLabel(LabelRole::Small, this);
    m_hint->setWordWrap(true);
    column->addWidget(m_hint);
    m_column = new QVBoxLayout;
    m_column->setSpacing(space::kHalf);
    column->addLayout(m_column);
    m_add = makeLinkButton(QStringLiteral("addReason"), this);
    m_standard = makeLinkButton(QStringLiteral("standardReasons"), this);
    auto* links = new QHBoxLayout;
    links->addWidget(m_add);
    links->addStretch(1);
    links->addWidget(m_standard);
    column->addLayout(links);
    m_message = makeLabel(LabelRole::Error, this);
    m_message->setObjectName(QStringLiteral("reasonsMessage"));
    m_message->setWordWrap(true);
    m_message->hide();
    column->addWidget(m_message);
    m_save = makePrimaryButton(QStringLiteral("saveReasons"), this);
    m_cancel = makeButton(QStringLiteral("cancelReasons"), this);
    auto* foot = new QHBoxLayout;
    foot->setSpacing(space::kOne);
    foot->addWidget(m_save);
    foot->addWidget(m_cancel);
    foot->addStretch(1);
    column->addLayout(foot);
    column->addStretch(1);
    for (auto* button : {m_add, m_standard, m_save, m_cancel}) {
        letKeysThrough(button);
    }
    connect(m_add, &QAbstractButton::clicked, this, [this] {
        auto* row = addRow({});
        renumber();
        row->focusField();
    });
    connect(m_standard, &QAbstractButton::clicked, this,
            [this] { fill(workflow::standardReasons()); });
    connect(m_cancel, &QAbstractButton::clicked, this, [this] { fill(m_saved); });
    connect(m_save, &QAbstractButton::clicked, this, &ReasonsEditor::save);
}

void ReasonsEditor::fill(const std::vector<workflow::Reason>& reasons)
{
    for (auto* row : m_rows) {
        delete row;
    }
    m_rows.clear();
    for (const auto& reason : reasons) {
        addRow(reason);
    }
    renumber();
}

ReasonRow* ReasonsEditor::addRow(const workflow::Reason& reason)
{
    auto* row = new ReasonRow(reason, this);
    m_column->addWidget(row);
    m_rows.push_back(row);
    connect(row, &ReasonRow::edited, this, &ReasonsEditor::refresh);
    connect(row, &ReasonRow::moveRequested, this, [this, row](int by) { move(row, by); });
    connect(row, &ReasonRow::removeRequested, this, [this, row] { remove(row); });
    return row;
}

void ReasonsEditor::setReasons(const std::vector<workflow::Reason>& reasons)
{
    const bool keep = changed() && !m_saving;
    m_saved = reasons.empty() ? workflow::standardReasons() : reasons;
    if (keep) {
        refresh();
    } else {
        fill(m_saved);
    }
}

void ReasonsEditor::setEditable(bool editable)
{
    m_editable = editable;
    refresh();
}

void ReasonsEditor::saveEnded(const QString& problem)
{
    m_saving = false;
    if (problem.isEmpty()) {
        m_saved = rows();
    }
    refresh();
    if (!problem.isEmpty()) {
        m_message->setText(problem);
        m_message->show();
    }
}

std::vector<workflow::Reason> ReasonsEditor::rows() const
{
    std::vector<workflow::Reason> all;
    for (const auto* row : m_rows) {
        all.push_back(row->reason());
    }
    return all;
}

bool ReasonsEditor::changed() const
{
    return rows() != m_saved;
}

void ReasonsEditor::move(ReasonRow* row, int by)
{
    const auto from = std::find(m_rows.begin(), m_rows.end(), row) - m_rows.begin();
    const auto to = from + by;
    if (to < 0 || to >= static_cast<std::ptrdiff_t>(m_rows.size())) {
        return;
    }
    std::swap(m_rows[static_cast<std::size_t>(from)], m_rows[static_cast<std::size_t>(to)]);
    m_column->removeWidget(row);
    m_column->insertWidget(static_cast<int>(to), row);
    renumber();
}

void ReasonsEditor::remove(ReasonRow* row)
{
    const auto found = std::find(m_rows.begin(), m_rows.end(), row);
    if (found == m_rows.end()) {
        return; // pressed twice
    }
    const auto at = static_cast<std::size_t>(found - m_rows.begin());
    m_rows.erase(found);
    if (!m_rows.empty()) {
        m_rows[std::min(at, m_rows.size() - 1)]->focusField(); // the focus does not fall away
    }
    row->hide();
    row->deleteLater();
    renumber();
}

void ReasonsEditor::renumber()
{
    QWidget* before = nullptr;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        m_rows[i]->setPlace(static_cast<int>(i), static_cast<int>(m_rows.size()));
        for (auto* part : m_rows[i]->stops()) {
            if (before) {
                setTabOrder(before, part);
            }
            before = part;
        }
    }
    if (before) {
        setTabOrder(before, m_add);
    }
    refresh();
}

QString ReasonsEditor::problem()
{
    QString words;
    std::set<QString> seen;
    for (auto* row : m_rows) {
        const QString label = row->words();
        bool wrong = false;
        if (label.isEmpty()) {
            wrong = true;
            words = tr("A new reason needs words.");
        } else if (!seen.insert(label.toCaseFolded()).second) {
            wrong = true;
            words = tr("Two reasons read the same.");
        }
        row->setWrong(wrong);
    }
    if (m_rows.empty()) {
        words = tr("At least one reason is needed.");
    }
    return words;
}

void ReasonsEditor::refresh()
{
    const bool open = m_editable && !m_saving;
    const bool different = changed();
    const QString wrong = problem();
    for (auto* row : m_rows) {
        row->setEnabled(open);
    }
    m_add->setVisible(m_editable);
    m_standard->setVisible(m_editable);
    m_add->setEnabled(open && m_rows.size() < static_cast<std::size_t>(workflow::kMostReasons));
    m_standard->setEnabled(open && rows() != workflow::standardReasons());
    m_save->setVisible(m_editable && different);
    m_cancel->setVisible(m_editable && different);
    m_save->setEnabled(open && wrong.isEmpty());
    m_cancel->setEnabled(open);
    m_save->setText(m_saving ? tr("Saving…") : tr("Save"));
    m_message->setText(wrong);
    m_message->setVisible(m_editable && !wrong.isEmpty());
}

void ReasonsEditor::save()
{
    const auto list = rows();
    m_saving = true;
    refresh();
    Q_EMIT saveRequested(list == workflow::standardReasons() ? std::vector<workflow::Reason>{}
                                                             : list);
}

void ReasonsEditor::retranslate()
{
    setAccessibleName(tr("Reasons for a rejection"));
    m_hint->setText(tr("After a rejection the digit gives the reason. Renaming keeps what earlier "
                       "rejections mean; for another reason remove one and add one."));
    m_add->setText(tr("Add a reason"));
    m_standard->setText(tr("The program's own"));
    m_cancel->setText(tr("Cancel"));
    for (auto* row : m_rows) {
        row->retranslate();
    }
    refresh();
}

void ReasonsEditor::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

} // namespace triptych::ui
