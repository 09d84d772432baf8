// SPDX-License-Identifier: GPL-3.0-or-later
// Shows reports.
#include "ui/exchange/report_view.h"

#include "ui/exchange/file_field.h"
#include "ui/exchange/rows_table.h"
#include "ui/text/error_text.h"
#include "ui/theme/controls.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSaveFile>
#include <QScrollArea>
#include <QTimer>
#include <QVBoxLayout>

namespace triptych::ui {

namespace {

// A report of a million rejected rows is saved whole by the command line; here the first are
// enough.
constexpr std::size_t kMostRows = 20000;
constexpr int kCountColumns = 2;

void addErrors(std::vector<QStringList>& rows, const Rejected& errors, const QString& kind)
{
    for (const auto& error : errors) {
        if (rows.size() >= kMostRows) {
            return;
        }
        const ErrorText text = errorText(error);
        rows.push_back({kind, text.where, text.what, text.detail, text.remedy});
    }
}

} // namespace

ReportView::ReportView(Settings& settings, QWidget* parent)
    : QWidget(parent)
    , m_settings(settings)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kOneHalf);
    auto* head = new QHBoxLayout;
    m_title = makeLabel(LabelRole::Strong, this);
    m_title->setObjectName(QStringLiteral("reportTitle"));
    m_save = makeLinkButton(QStringLiteral("reportSave"), this);
    head->addWidget(m_title, 1);
    head->addWidget(m_save);
    m_detail = makeLabel(LabelRole::Secondary, this);
    m_detail->setObjectName(QStringLiteral("reportDetail"));
    m_detail->setWordWrap(true);
    m_detail->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_counts = new QWidget(this);
    m_grid = new QGridLayout(m_counts);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(space::kTwo);
    m_grid->setVerticalSpacing(space::kHalf);
    m_grid->setColumnMinimumWidth(2, space::kTwo); // between the two columns of counts
    m_grid->setColumnStretch(3 * kCountColumns, 1);
    m_rejected = new RowsTable(QStringLiteral("reportRejected"), this);
    layout->addLayout(head);
    layout->addWidget(m_detail);
    layout->addWidget(m_counts);
    layout->addWidget(m_rejected);
    connect(m_save, &QPushButton::clicked, this, &ReportView::saveList);
    retranslate();
    clear();
}

void ReportView::showReport(const QString& title, const ReportRows& rows, const Rejected& rejected,
                            const Rejected& warnings)
{
    clear();
    setLabelRole(m_title, LabelRole::Strong);
    m_title->setText(title);
    const int half = (static_cast<int>(rows.size()) + kCountColumns - 1) / kCountColumns;
    int at = 0;
    for (const auto& [name, value] : rows) {
        auto* what = makeLabel(LabelRole::Secondary, m_counts);
        what->setText(name);
        auto* figure = makeLabel(LabelRole::Strong, m_counts);
        figure->setFont(figureFont(type::kBody, QFont::DemiBold));
        figure->setText(value);
        figure->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        const int column = 3 * (at / half);
        m_grid->addWidget(what, at % half, column);
        m_grid->addWidget(figure, at % half, column + 1);
        ++at;
    }
    m_counts->setVisible(at > 0);
    std::vector<QStringList> list;
    addErrors(list, rejected, tr("rejected"));
    addErrors(list, warnings, tr("warning"));
    m_save->setVisible(!list.empty());
    m_rejected->setVisible(!list.empty());
    m_rejected->setRows({tr("kind"), tr("where"), tr("what"), tr("detail"), tr("what to do")},
                        std::move(list));
    present();
}

void ReportView::present()
{
    show();
    QTimer::singleShot(0, this, [this]() {
        for (QWidget* above = parentWidget(); above; above = above->parentWidget()) {
            if (auto* scroll = qobject_cast<QScrollArea*>(above)) {
                scroll->widget()->layout()->activate(); // the room it takes is known only then
                scroll->ensureWidgetVisible(this);
                return;
            }
        }
    });
}

void ReportView::showError(const Error& error)
{
    clear();
    const ErrorText text = errorText(error);
    setLabelRole(m_title, LabelRole::Error);
    m_title->setText(text.where.isEmpty() ? text.what
                                          : QStringLiteral("%1: %2").arg(text.where, text.what));
    m_detail->setText(text.detail.isEmpty()
                          ? text.remedy
                          : QStringLiteral("%1  [%2]").arg(text.remedy, text.detail));
    m_detail->show();
    present();
}

void ReportView::clear()
{
    m_title->clear();
    m_detail->clear();
    m_detail->hide();
    while (QLayoutItem* item = m_grid->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    m_counts->hide();
    m_rejected->hide();
    m_save->hide();
    hide();
}

void ReportView::saveList()
{
    pickPath(this, m_settings, FileField::Pick::SaveFile, tr("Save the list"),
             tr("CSV files (*.csv)"), [this](const QString& path) {
                 QSaveFile file(path);
                 if (!file.open(QIODevice::WriteOnly) ||
                     file.write(m_rejected->rows().toCsv()) < 0 || !file.commit()) {
                     m_detail->setText(
                         tr("The list could not be saved: %1").arg(file.errorString()));
                     m_detail->show();
                 }
             });
}

void ReportView::retranslate()
{
    m_save->setText(tr("Save this list…"));
    m_rejected->setAccessibleName(tr("What was rejected and why"));
}

void ReportView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

} // namespace triptych::ui
