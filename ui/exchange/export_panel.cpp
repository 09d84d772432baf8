// SPDX-License-Identifier: GPL-3.0-or-later
// The export side of Exchange.
#include "ui/exchange/export_panel.h"

#include "ui/convert.h"
#include "ui/exchange/file_field.h"
#include "ui/exchange/report_view.h"
#include "ui/exchange/rows_table.h"
#include "ui/jobs/project_session.h"
#include "ui/text/error_text.h"
#include "ui/text/words.h"
#include "ui/theme/controls.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace triptych::ui {

using workflow::ExportKind;
using workflow::WithImages;

namespace {

constexpr int kPreviewChannel = 1;
constexpr int kAskAfterMs = 250;
constexpr int kWidestField = 720;

} // namespace

ExportPanel::ExportPanel(const PageContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
{
    build();
    m_soon.setSingleShot(true);
    m_soon.setInterval(kAskAfterMs);
    connect(&m_soon, &QTimer::timeout, this, &ExportPanel::ask);
    const auto soon = [this]() { m_soon.start(); };
    connect(m_kind, &QComboBox::currentIndexChanged, this, soon);
    connect(m_where, &QLineEdit::textChanged, this, soon);
    connect(m_reverse, &QCheckBox::toggled, this, soon);
    connect(m_released, &QCheckBox::toggled, this, soon);
    connect(m_images, &QComboBox::currentIndexChanged, this, &ExportPanel::refresh);
    connect(m_folder, &FileField::pathChanged, this, &ExportPanel::refresh);
    connect(m_start, &QPushButton::clicked, this, &ExportPanel::start);
    connect(context.session, &ProjectSession::opened, this, [this, soon]() {
        m_report->clear();
        soon();
    });
    connect(context.session, &ProjectSession::projectChanged, this, [this, soon]() {
        if (isVisible()) {
            soon();
        }
    });
    retranslate();
    refresh();
}

void ExportPanel::build()
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kTwo);
    m_form = new QFormLayout;
    m_form->setHorizontalSpacing(space::kTwo);
    m_form->setVerticalSpacing(space::kOne);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_kind = new QComboBox(this);
    m_kind->setObjectName(QStringLiteral("exportKind"));
    m_folder = new FileField(QStringLiteral("exportFolder"), FileField::Pick::OpenFolder,
                             *m_context.settings, this);
    m_where = new QLineEdit(this);
    m_where->setObjectName(QStringLiteral("exportWhere"));
    auto* imagesRow = new QWidget(this);
    auto* imagesLayout = new QHBoxLayout(imagesRow);
    imagesLayout->setContentsMargins(0, 0, 0, 0);
    m_images = new QComboBox(imagesRow);
    m_images->setObjectName(QStringLiteral("exportImages"));
    m_pixels = new QSpinBox(imagesRow);
    m_pixels->setObjectName(QStringLiteral("exportPixels"));
    m_pixels->setRange(32, 8192);
    m_pixels->setValue(512);
    imagesLayout->addWidget(m_images, 1);
    imagesLayout->addWidget(m_pixels);
    for (QWidget* field : std::initializer_list<QWidget*>{m_kind, m_where, imagesRow, m_folder}) {
        auto* label = makeLabel(LabelRole::Secondary, this);
        label->setMinimumHeight(34);
        label->setBuddy(field);
        m_form->addRow(label, field);
    }
    m_reverse = new QCheckBox(this);
    m_reverse->setObjectName(QStringLiteral("exportReverse"));
    m_released = new QCheckBox(this);
    m_released->setObjectName(QStringLiteral("exportReleased"));
    m_form->addRow(new QWidget(this), m_reverse);
    m_form->addRow(new QWidget(this), m_released);
    m_found = makeLabel(LabelRole::Secondary, this);
    m_found->setObjectName(QStringLiteral("exportFound"));
    m_found->setWordWrap(true);
    m_rows = new RowsTable(QStringLiteral("exportPreview"), this);
    m_start = makePrimaryButton(QStringLiteral("exportStart"), this);
    m_report = new ReportView(*m_context.settings, this);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_start);
    buttons->addStretch(1);
    auto* fields = new QWidget(this);
    m_form->setContentsMargins(0, 0, 0, 0);
    fields->setLayout(m_form);
    fields->setMaximumWidth(kWidestField);
    layout->addWidget(fields);
    layout->addWidget(m_found);
    layout->addWidget(m_rows);
    layout->addLayout(buttons);
    layout->addWidget(m_report);
}

workflow::ExportRequest ExportPanel::request() const
{
    workflow::ExportRequest request;
    request.folder = toPath(m_folder->path());
    request.kind = static_cast<ExportKind>(std::max(0, m_kind->currentIndex()));
    request.where = fromQString(m_where->text().trimmed());
    request.images = static_cast<WithImages>(std::max(0, m_images->currentIndex()));
    request.scalePixels = m_pixels->value();
    request.withReleased = m_released->isChecked();
    request.reverseAsTriplets = m_reverse->isChecked();
    return request;
}

void ExportPanel::setWhere(const QString& where)
{
    m_where->setText(where);
}

void ExportPanel::ask()
{
    if (!m_context.session->isOpen()) {
        return;
    }
    m_context.session->read<workflow::ExportPreview>(
        this, kPreviewChannel,
        [request = request()](workflow::Project& project) {
            return workflow::previewExport(project, request);
        },
        [this](const Result<workflow::ExportPreview>& preview) { showPreview(preview); });
}

void ExportPanel::showPreview(const Result<workflow::ExportPreview>& preview)
{
    m_valid = preview.has_value();
    setWrong(m_where, !m_valid);
    if (!preview) {
        setLabelRole(m_found, LabelRole::Error);
        m_found->setText(errorLine(preview.error()));
        m_rows->hide();
        refresh();
        return;
    }
    m_count = preview->triplets;
    setLabelRole(m_found, LabelRole::Secondary);
    m_found->setText(m_count == 0
                         ? tr("No triplet fits yet: only forward texts that were accepted or "
                              "edited are exported unless a filter says otherwise.")
                         : tr("%1 triplets; the first rows:").arg(formatCount(m_count)));
    std::vector<QStringList> rows;
    for (const auto& [reference, text, target] : preview->rows) {
        rows.push_back({toQString(reference), toQString(text), toQString(target)});
    }
    m_rows->setVisible(!rows.empty());
    m_rows->setRows({tr("reference"), tr("text"), tr("target")}, std::move(rows));
    refresh();
}

void ExportPanel::start()
{
    m_busy = true;
    m_report->clear();
    refresh();
    const QString folder = m_folder->path();
    m_context.session->runJob<ExportReport>(
        tr("Exporting"), this,
        [request = request()](workflow::Project& project, const JobContext& job) {
            return workflow::exportFrom(project, request, job);
        },
        [this, folder](const Result<ExportReport>& report) {
            m_busy = false;
            refresh();
            if (!report) {
                m_report->showError(report.error());
                return;
            }
            m_report->showReport(tr("Exported to %1").arg(folder), reportRows(*report), {});
            Q_EMIT exported(exportSummary(*report), folder);
        });
}

void ExportPanel::refresh()
{
    m_pixels->setVisible(m_images->currentIndex() == static_cast<int>(WithImages::Scale));
    m_start->setEnabled(m_valid && m_count > 0 && !m_busy && !m_folder->path().isEmpty() &&
                        m_context.session->isOpen());
}

void ExportPanel::retranslate()
{
    const auto refill = [](QComboBox* box, const QStringList& items) {
        const QSignalBlocker quiet(box);
        const int at = box->currentIndex();
        box->clear();
        box->addItems(items);
        box->setCurrentIndex(std::max(0, at));
    };
    refill(m_kind, {tr("JSON Lines"), tr("CSV"), tr("CIRR"), tr("Triptych (lossless)")});
    refill(m_images, {tr("names only"), tr("copied"), tr("linked"), tr("scaled to (pixels)")});
    const auto label = [this](QWidget* field, const QString& text) {
        static_cast<QLabel*>(m_form->labelForField(field))->setText(text);
    };
    label(m_kind, tr("Format"));
    label(m_where, tr("Filter"));
    label(m_images->parentWidget(), tr("Images"));
    label(m_folder, tr("Folder"));
    m_kind->setAccessibleName(tr("Format"));
    m_where->setAccessibleName(tr("Filter"));
    m_where->setPlaceholderText(tr("direction:forward status:accepted,edited"));
    m_images->setAccessibleName(tr("Images"));
    m_pixels->setAccessibleName(tr("Longer side in pixels"));
    m_folder->setCaption(tr("Folder"));
    m_folder->setPlaceholder(tr("a new or empty folder"));
    m_reverse->setText(tr("Reverse texts as triplets of their own (target, text, reference)"));
    m_released->setText(tr("Also texts released by the gate without having been read"));
    m_rows->setAccessibleName(tr("The first triplets"));
    m_start->setText(tr("Export"));
}

void ExportPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_soon.start();
}

void ExportPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        m_soon.start();
    }
    QWidget::changeEvent(event);
}

} // namespace triptych::ui
