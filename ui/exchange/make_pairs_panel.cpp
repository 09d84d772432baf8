// SPDX-License-Identifier: GPL-3.0-or-later
// Making pairs from the window.
#include "ui/exchange/make_pairs_panel.h"

#include "ui/jobs/project_session.h"
#include "ui/text/error_text.h"
#include "ui/text/report_text.h"
#include "ui/text/words.h"
#include "ui/theme/controls.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace triptych::ui {

namespace {

constexpr int kCountChannel = 1;
constexpr int kMostPairs = 100'000'000;

} // namespace

MakePairsPanel::MakePairsPanel(const PageContext& context, QWidget* over)
    : PopPanel(over)
    , m_context(context)
{
    setObjectName(QStringLiteral("makePairsPanel"));
    m_product = new QRadioButton(this);
    m_product->setObjectName(QStringLiteral("mineProduct"));
    m_product->setChecked(true);
    m_similar = new QRadioButton(this);
    m_similar->setObjectName(QStringLiteral("mineSimilar"));
    m_limited = new QCheckBox(this);
    m_limited->setObjectName(QStringLiteral("mineLimited"));
    m_limit = new QSpinBox(this);
    m_limit->setObjectName(QStringLiteral("mineLimit"));
    m_limit->setRange(1, kMostPairs);
    m_limit->setValue(1000);
    m_limit->setEnabled(false);
    m_count = makeLabel(LabelRole::Secondary, this);
    m_count->setObjectName(QStringLiteral("mineCount"));
    m_count->setWordWrap(true);
    m_start = makePrimaryButton(QStringLiteral("mineStart"), this);
    auto* limit = new QHBoxLayout;
    limit->addWidget(m_limited);
    limit->addWidget(m_limit, 1);
    body()->addWidget(m_product);
    body()->addWidget(m_similar);
    body()->addLayout(limit);
    body()->addWidget(m_count);
    body()->addWidget(m_start, 0, Qt::AlignLeft);
    connect(m_product, &QRadioButton::toggled, this, &MakePairsPanel::count);
    connect(m_limited, &QCheckBox::toggled, this, [this](bool on) {
        m_limit->setEnabled(on);
        count();
    });
    connect(m_limit, &QSpinBox::valueChanged, this, &MakePairsPanel::count);
    connect(m_start, &QPushButton::clicked, this, &MakePairsPanel::start);
    retranslate();
}

void MakePairsPanel::openFresh()
{
    openPanel(m_product);
    count();
}

workflow::MineRequest MakePairsPanel::request() const
{
    workflow::MineRequest request;
    request.rule =
        m_similar->isChecked() ? workflow::MineRule::Similar : workflow::MineRule::Product;
    if (m_limited->isChecked()) {
        request.limit = m_limit->value();
    }
    return request;
}

void MakePairsPanel::count()
{
    if (!isVisible()) {
        return;
    }
    m_start->setEnabled(false);
    setLabelRole(m_count, LabelRole::Secondary);
    m_count->setText(tr("Counting …"));
    m_context.session->read<std::int64_t>(
        this, kCountChannel,
        [request = request()](workflow::Project& project) {
            return workflow::countMine(project, request);
        },
        [this](const Result<std::int64_t>& count) {
            setLabelRole(m_count, count ? LabelRole::Secondary : LabelRole::Error);
            if (!count) {
                m_count->setText(errorLine(count.error()));
                return;
            }
            m_count->setText(
                *count == 0
                    ? tr("This rule would add no pair: all that it allows are there already, "
                         "or no product has two images.")
                    : tr("%1 ordered pairs would be added, each with its mirror.")
                          .arg(formatCount(*count)));
            m_start->setEnabled(*count > 0 && m_context.session->writable());
        });
}

void MakePairsPanel::start()
{
    hide();
    m_context.session->runJob<MineReport>(
        tr("Making pairs"), this,
        [request = request()](workflow::Project& project, const JobContext& job) {
            return workflow::mine(project, request, job);
        },
        [this](const Result<MineReport>& report) {
            if (report) {
                Q_EMIT made(mineSummary(*report));
            } else if (report.error().code != ErrorCode::Cancelled) {
                Q_EMIT failed(report.error());
            }
        });
}

void MakePairsPanel::retranslate()
{
    setTitle(tr("Make pairs"));
    m_product->setText(tr("Images of one product"));
    m_similar->setText(tr("Images that look alike"));
    m_limited->setText(tr("at most"));
    m_limit->setAccessibleName(tr("Pairs at most"));
    m_start->setText(tr("Make pairs"));
    count();
}

void MakePairsPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange && m_start) {
        retranslate();
    }
    PopPanel::changeEvent(event);
}

} // namespace triptych::ui
