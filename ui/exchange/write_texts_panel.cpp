// SPDX-License-Identifier: GPL-3.0-or-later
// Writing texts from the window.
#include "ui/exchange/write_texts_panel.h"

#include "ui/convert.h"
#include "ui/jobs/project_session.h"
#include "ui/text/error_text.h"
#include "ui/text/report_text.h"
#include "ui/text/words.h"
#include "ui/theme/controls.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <limits>

namespace triptych::ui {

namespace {

constexpr int kCountChannel = 1;
constexpr int kCountAfterMs = 250;

} // namespace

WriteTextsPanel::WriteTextsPanel(const PageContext& context, QWidget* over)
    : PopPanel(over)
    , m_context(context)
{
    setObjectName(QStringLiteral("writeTextsPanel"));
    m_form = new QFormLayout;
    m_form->setHorizontalSpacing(space::kTwo);
    m_form->setVerticalSpacing(space::kOne);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_generator = new QComboBox(this);
    m_generator->setObjectName(QStringLiteral("generateWith"));
    m_language = new QComboBox(this);
    m_language->setObjectName(QStringLiteral("generateLanguage"));
    m_where = new QLineEdit(this);
    m_where->setObjectName(QStringLiteral("generateWhere"));
    m_seed = new QSpinBox(this);
    m_seed->setObjectName(QStringLiteral("generateSeed"));
    m_seed->setRange(0, std::numeric_limits<int>::max());
    for (QWidget* field :
         std::initializer_list<QWidget*>{m_generator, m_language, m_where, m_seed}) {
        auto* label = makeLabel(LabelRole::Secondary, this);
        label->setMinimumHeight(34);
        label->setBuddy(field);
        m_form->addRow(label, field);
    }
    m_count = makeLabel(LabelRole::Secondary, this);
    m_count->setObjectName(QStringLiteral("generateCount"));
    m_count->setWordWrap(true);
    m_start = makePrimaryButton(QStringLiteral("generateStart"), this);
    body()->addLayout(m_form);
    body()->addWidget(m_count);
    body()->addWidget(m_start, 0, Qt::AlignLeft);
    m_soon.setSingleShot(true);
    m_soon.setInterval(kCountAfterMs);
    connect(&m_soon, &QTimer::timeout, this, &WriteTextsPanel::count);
    connect(m_where, &QLineEdit::textChanged, this, [this]() { m_soon.start(); });
    connect(m_language, &QComboBox::currentIndexChanged, this, &WriteTextsPanel::count);
    connect(m_start, &QPushButton::clicked, this, &WriteTextsPanel::start);
    retranslate();
}

void WriteTextsPanel::openFor(const QString& where)
{
    m_where->setText(where);
    m_language->setCurrentIndex(m_context.session->language() == QLatin1String("ja") ? 1 : 0);
    openPanel(m_generator);
    count();
}

workflow::GenerateRequest WriteTextsPanel::request() const
{
    workflow::GenerateRequest request;
    request.with = fromQString(m_generator->currentData().toString());
    request.language = m_language->currentIndex() == 1 ? Language::Japanese : Language::English;
    request.where = fromQString(m_where->text().trimmed());
    request.seed = static_cast<std::uint64_t>(m_seed->value());
    return request;
}

void WriteTextsPanel::count()
{
    if (!isVisible()) {
        return;
    }
    m_start->setEnabled(false);
    m_context.session->read<std::int64_t>(
        this, kCountChannel,
        [request = request()](workflow::Project& project) {
            return workflow::countGenerate(project, request);
        },
        [this](const Result<std::int64_t>& count) {
            setWrong(m_where, !count);
            setLabelRole(m_count, count ? LabelRole::Secondary : LabelRole::Error);
            if (!count) {
                m_count->setText(errorLine(count.error()));
                return;
            }
            m_count->setText(*count == 0
                                 ? tr("All pairs have a text of this generator already.")
                                 : tr("Texts would be written for %1 pairs, forward and reverse.")
                                       .arg(formatCount(*count)));
            m_start->setEnabled(*count > 0 && m_context.session->writable());
        });
}

void WriteTextsPanel::start()
{
    hide();
    m_context.session->runJob<GenerateReport>(
        tr("Writing texts"), this,
        [request = request()](workflow::Project& project, const JobContext& job) {
            return workflow::generate(project, request, job);
        },
        [this](const Result<GenerateReport>& report) {
            if (report) {
                Q_EMIT written(generateSummary(*report));
            } else if (report.error().code != ErrorCode::Cancelled) {
                Q_EMIT failed(report.error());
            }
        });
}

void WriteTextsPanel::retranslate()
{
    setTitle(tr("Write texts"));
    const auto refill = [](QComboBox* box, const QList<QPair<QString, QString>>& items) {
        const QSignalBlocker quiet(box);
        const int at = box->currentIndex();
        box->clear();
        for (const auto& [text, value] : items) {
            box->addItem(text, value);
        }
        box->setCurrentIndex(std::max(0, at));
    };
    refill(m_generator, {{tr("from catalogue attributes"), QStringLiteral("catalogue")}});
    refill(m_language,
           {{tr("English"), QStringLiteral("en")}, {tr("Japanese"), QStringLiteral("ja")}});
    const auto label = [this](QWidget* field, const QString& text) {
        static_cast<QLabel*>(m_form->labelForField(field))->setText(text);
        field->setAccessibleName(text);
    };
    label(m_generator, tr("Generator"));
    label(m_language, tr("Language"));
    label(m_where, tr("For"));
    label(m_seed, tr("Seed"));
    m_where->setPlaceholderText(tr("pairs without a text of it"));
    m_start->setText(tr("Write texts"));
    count();
}

void WriteTextsPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange && m_start) {
        retranslate();
    }
    PopPanel::changeEvent(event);
}

} // namespace triptych::ui
