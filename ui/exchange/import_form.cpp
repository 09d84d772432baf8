// SPDX-License-Identifier: GPL-3.0-or-later
// The import form.
#include "ui/exchange/import_form.h"

#include "ui/convert.h"
#include "ui/exchange/file_field.h"
#include "ui/exchange/rows_table.h"
#include "ui/jobs/job_runner.h"
#include "ui/text/error_text.h"
#include "ui/text/words.h"
#include "ui/theme/controls.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

#include <array>
#include <iterator>

namespace triptych::ui {

using workflow::ImportKind;
using workflow::ProductFrom;

namespace {

constexpr std::array kKinds{ImportKind::Folder, ImportKind::Catalogue, ImportKind::Jsonl,
                            ImportKind::Csv,    ImportKind::Cirr,      ImportKind::Triptych};

bool needsFolder(ImportKind kind)
{
    return kind == ImportKind::Folder || kind == ImportKind::Cirr || kind == ImportKind::Triptych;
}

bool hasColumns(ImportKind kind)
{
    return kind == ImportKind::Catalogue || kind == ImportKind::Csv;
}

// Fields that run across a whole window are hard to read.
constexpr int kWidestField = 720;

QWidget* narrow(QLayout* fields, QWidget* parent)
{
    auto* holder = new QWidget(parent);
    fields->setContentsMargins(0, 0, 0, 0);
    holder->setLayout(fields);
    holder->setMaximumWidth(kWidestField);
    return holder;
}

void setRowVisible(QFormLayout* form, QWidget* field, bool visible)
{
    form->labelForField(field)->setVisible(visible);
    field->setVisible(visible);
}

void setRowText(QFormLayout* form, QWidget* field, const QString& text)
{
    static_cast<QLabel*>(form->labelForField(field))->setText(text);
    field->setAccessibleName(text);
}

} // namespace

ImportForm::ImportForm(JobRunner& jobs, Settings& settings, bool kindFixed, QWidget* parent)
    : QWidget(parent)
    , m_jobs(jobs)
    , m_settings(settings)
    , m_kindFixed(kindFixed)
{
    build();
    retranslate();
    showFields();
}

void ImportForm::build()
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kTwo);
    m_form = new QFormLayout;
    m_form->setHorizontalSpacing(space::kTwo);
    m_form->setVerticalSpacing(space::kOne);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    const auto combo = [this](const char* name) {
        auto* box = new QComboBox(this);
        box->setObjectName(QLatin1String(name));
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        return box;
    };
    m_kind = combo("importKind");
    m_source = new FileField(QStringLiteral("importSource"), FileField::Pick::OpenFolder,
                             m_settings, this);
    m_images = new FileField(QStringLiteral("importImages"), FileField::Pick::OpenFolder,
                             m_settings, this);
    m_product = combo("importProductFrom");
    m_imageColumn = combo("importImageColumn");
    m_productColumn = combo("importProductColumn");
    m_category = new QLineEdit(this);
    m_category->setObjectName(QStringLiteral("importCategory"));
    for (QWidget* field : std::initializer_list<QWidget*>{
             m_kind, m_source, m_images, m_product, m_imageColumn, m_productColumn, m_category}) {
        auto* label = makeLabel(LabelRole::Secondary, this);
        label->setMinimumHeight(34);
        label->setBuddy(field);
        m_form->addRow(label, field);
    }
    m_found = makeLabel(LabelRole::Secondary, this);
    m_found->setObjectName(QStringLiteral("importFound"));
    m_found->setWordWrap(true);
    m_rows = new RowsTable(QStringLiteral("importPreview"), this);
    layout->addWidget(narrow(m_form, this));
    layout->addWidget(m_found);
    layout->addWidget(m_rows);
    connect(m_kind, &QComboBox::currentIndexChanged, this, [this]() {
        showFields();
        look();
    });
    connect(m_source, &FileField::pathChanged, this, [this](const QString& path) {
        look();
        Q_EMIT sourceChanged(path);
    });
}

void ImportForm::setKind(ImportKind kind)
{
    const auto at = std::find(kKinds.begin(), kKinds.end(), kind);
    m_kind->setCurrentIndex(static_cast<int>(std::distance(kKinds.begin(), at)));
}

ImportKind ImportForm::kind() const
{
    return kKinds.at(static_cast<std::size_t>(std::max(0, m_kind->currentIndex())));
}

void ImportForm::setSource(const QString& path)
{
    m_source->setPath(path);
    look();
    Q_EMIT sourceChanged(path);
}

QString ImportForm::source() const
{
    return m_source->path();
}

workflow::ImportRequest ImportForm::request() const
{
    workflow::ImportRequest request;
    request.source = toPath(m_source->path());
    request.kind = kind();
    if (m_images->isVisibleTo(this)) {
        request.images = toPath(m_images->path());
    }
    if (kind() == ImportKind::Folder) {
        request.productFrom = static_cast<ProductFrom>(m_product->currentData().toInt());
    }
    request.category = fromQString(m_category->text().trimmed());
    if (kind() == ImportKind::Catalogue) {
        request.imageColumn = fromQString(m_imageColumn->currentData().toString());
        request.productColumn = fromQString(m_productColumn->currentData().toString());
    }
    return request;
}

void ImportForm::showFields()
{
    const ImportKind now = kind();
    m_source->setPick(needsFolder(now) ? FileField::Pick::OpenFolder : FileField::Pick::OpenFile);
    m_source->setFilter(now == ImportKind::Jsonl
                            ? tr("JSON Lines (*.jsonl *.ndjson *.json);;All files (*)")
                        : hasColumns(now) ? tr("Tables (*.csv *.tsv *.txt);;All files (*)")
                                          : QString());
    setRowVisible(m_form, m_kind, !m_kindFixed);
    setRowVisible(m_form, m_images, now != ImportKind::Folder && now != ImportKind::Triptych);
    setRowVisible(m_form, m_product, now == ImportKind::Folder);
    setRowVisible(m_form, m_imageColumn, now == ImportKind::Catalogue);
    setRowVisible(m_form, m_productColumn, now == ImportKind::Catalogue);
    setRowVisible(m_form, m_category, now != ImportKind::Triptych && !m_kindFixed);
    m_rows->setVisible(false);
    sayFound(LabelRole::Secondary, {});
}

void ImportForm::sayFound(LabelRole role, const QString& text)
{
    setLabelRole(m_found, role);
    m_found->setText(text);
    m_found->setVisible(!text.isEmpty());
}

void ImportForm::look()
{
    setReady(false);
    const int question = ++m_question;
    if (m_source->path().isEmpty()) {
        m_rows->hide();
        sayFound(LabelRole::Secondary, {});
        return;
    }
    sayFound(LabelRole::Secondary, tr("Looking into it …"));
    workflow::ImportRequest request = this->request();
    request.imageColumn.clear();
    request.productColumn.clear();
    m_jobs.look<Seen>(
        this,
        [request]() {
            Seen seen;
            seen.preview = workflow::previewImport(request);
            if (request.kind == ImportKind::Folder && seen.preview) {
                seen.guess = guessProductFrom(request.source);
            }
            return seen;
        },
        [this, question](const Seen& seen) {
            if (question == m_question) {
                take(seen);
            }
        });
}

void ImportForm::take(const Seen& seen)
{
    m_source->setWrongPath(!seen.preview);
    if (!seen.preview) {
        sayFound(LabelRole::Error, errorLine(seen.preview.error()));
        m_rows->hide();
        return;
    }
    if (kind() == ImportKind::Folder) {
        m_product->setCurrentIndex(m_product->findData(static_cast<int>(seen.guess)));
    }
    showPreview(*seen.preview);
}

void ImportForm::showPreview(const workflow::ImportPreview& preview)
{
    QStringList columns;
    for (const auto& column : preview.columns) {
        columns << toQString(column);
    }
    std::vector<QStringList> rows;
    for (const auto& row : preview.rows) {
        QStringList cells;
        for (const auto& cell : row) {
            cells << toQString(cell).left(200).simplified();
        }
        rows.push_back(cells);
    }
    for (auto* box : {m_imageColumn, m_productColumn}) {
        box->clear();
        box->addItem(box == m_imageColumn ? tr("(choose the column of image names)") : tr("(none)"),
                     QString());
        for (const auto& column : columns) {
            box->addItem(column, column);
        }
    }
    m_imageColumn->setCurrentIndex(
        std::max(0, m_imageColumn->findData(toQString(preview.imageColumn))));
    m_productColumn->setCurrentIndex(
        std::max(0, m_productColumn->findData(toQString(preview.productColumn))));
    if (columns.isEmpty() && !rows.empty()) {
        columns = QStringList(rows.front().size(), QString());
    }
    QStringList facts;
    if (kind() == ImportKind::Folder) {
        facts << (preview.imagesSeen >= 10000
                      ? tr("more than %1 images").arg(formatCount(10000))
                      : tr("%1 images").arg(formatCount(preview.imagesSeen)));
    }
    if (!preview.encoding.empty()) {
        facts << tr("encoding %1").arg(toQString(preview.encoding));
    }
    if (!preview.delimiter.empty()) {
        facts << tr("separated by %1")
                     .arg(preview.delimiter == "\t"
                              ? tr("tabs")
                              : QStringLiteral("“%1”").arg(toQString(preview.delimiter)));
    }
    if (!rows.empty()) {
        facts << tr("the first rows:");
    }
    sayFound(LabelRole::Secondary,
             facts.isEmpty() ? QString() : tr("Found: %1").arg(facts.join(QStringLiteral(" · "))));
    m_rows->setVisible(!rows.empty());
    m_rows->setRows(columns, std::move(rows));
    setReady(kind() != ImportKind::Folder || preview.imagesSeen > 0);
}

void ImportForm::setReady(bool ready)
{
    m_ready = ready;
    Q_EMIT readyChanged(ready);
}

void ImportForm::fillCombos()
{
    const auto refill = [](QComboBox* box, const std::vector<std::pair<QString, QVariant>>& items) {
        const QSignalBlocker quiet(box);
        const int at = box->currentIndex();
        box->clear();
        for (const auto& [text, value] : items) {
            box->addItem(text, value);
        }
        box->setCurrentIndex(std::max(0, at));
    };
    refill(m_kind, {{tr("Folder of images"), {}},
                    {tr("Catalogue (CSV with attributes)"), {}},
                    {tr("Triplets, JSON Lines"), {}},
                    {tr("Triplets, CSV"), {}},
                    {tr("CIRR"), {}},
                    {tr("Triptych export (lossless)"), {}}});
    refill(m_product,
           {{tr("not known: pair similar images"), static_cast<int>(ProductFrom::Nothing)},
            {tr("images in one sub-folder show one product"),
             static_cast<int>(ProductFrom::Subfolder)},
            {tr("file names that share a stem (lamp-1, lamp-2)"),
             static_cast<int>(ProductFrom::Name)}});
}

void ImportForm::retranslate()
{
    fillCombos();
    setRowText(m_form, m_kind, tr("What"));
    setRowText(m_form, m_source, tr("Source"));
    m_source->setCaption(tr("Source"));
    m_source->setPlaceholder(tr("choose it, or drop it on the window"));
    setRowText(m_form, m_images, tr("Image folder"));
    m_images->setCaption(tr("Image folder"));
    m_images->setPlaceholder(tr("beside the source"));
    setRowText(m_form, m_product, tr("Products"));
    setRowText(m_form, m_imageColumn, tr("Image column"));
    setRowText(m_form, m_productColumn, tr("Product column"));
    setRowText(m_form, m_category, tr("Category"));
    m_category->setPlaceholderText(tr("as the source says"));
    m_rows->setAccessibleName(tr("The first rows of the source"));
}

void ImportForm::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        look();
    }
    QWidget::changeEvent(event);
}

} // namespace triptych::ui
