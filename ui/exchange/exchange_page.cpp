// SPDX-License-Identifier: GPL-3.0-or-later
// The Exchange page.
#include "ui/exchange/exchange_page.h"

#include "ui/exchange/backup_panel.h"
#include "ui/exchange/export_panel.h"
#include "ui/exchange/import_panel.h"
#include "ui/exchange/project_figures.h"
#include "ui/exchange/segments.h"
#include "ui/theme/controls.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace triptych::ui {

namespace {

// The panel on its white ground, scrolling when the window is small.
QWidget* framed(QWidget* panel, QWidget* parent)
{
    auto* frame = makePanel(parent);
    auto* inside = new QVBoxLayout(frame);
    inside->setContentsMargins(space::kThree, space::kThree, space::kThree, space::kThree);
    inside->addWidget(panel);
    auto* holder = new QWidget(parent);
    holder->setProperty("transparent", true);
    auto* column = new QVBoxLayout(holder);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(frame);
    column->addStretch(1);
    auto* scroll = new QScrollArea(parent);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(holder);
    return scroll;
}

} // namespace

ExchangePage::ExchangePage(const PageContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
{
    setObjectName(QStringLiteral("exchangePage"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::kThree, space::kTwo, space::kThree, space::kTwo);
    layout->setSpacing(space::kTwo);
    m_title = makeLabel(LabelRole::Title, this);
    m_subtitle = makeLabel(LabelRole::Secondary, this);
    m_segments = new Segments(QStringLiteral("exchangeSide"), 3, this);
    auto* head = new QHBoxLayout;
    head->setSpacing(space::kTwo);
    head->addWidget(m_title);
    head->addWidget(m_subtitle);
    head->addStretch(1);
    head->addWidget(m_segments);
    auto* figures = makePanel(this);
    auto* inFigures = new QVBoxLayout(figures);
    inFigures->setContentsMargins(space::kThree, space::kOne, space::kThree, space::kOne);
    inFigures->addWidget(new ProjectFigures(context, figures));
    m_sides = new QStackedWidget(this);
    layout->addLayout(head);
    layout->addWidget(figures);
    layout->addWidget(m_sides, 1);
    connect(m_segments, &Segments::chosen, this, [this]() { makeSide(); });
    retranslate();
}

// A side is built when it is first looked at: a page with all three takes too long to appear.
void ExchangePage::makeSide()
{
    const auto side = static_cast<std::size_t>(m_segments->current());
    if (!m_made.at(side)) {
        QWidget* panel = nullptr;
        switch (static_cast<Side>(side)) {
        case Side::Import:
            m_import = new ImportPanel(m_context, this);
            connect(m_import, &ImportPanel::imported, this, &ExchangePage::imported);
            panel = m_import;
            break;
        case Side::Export: {
            auto* made = new ExportPanel(m_context, this);
            connect(made, &ExportPanel::exported, this, &ExchangePage::exported);
            panel = made;
            break;
        }
        case Side::Backup:
            panel = new BackupPanel(m_context, this);
            break;
        }
        m_made.at(side) = framed(panel, this);
        m_sides->addWidget(m_made.at(side));
    }
    m_sides->setCurrentWidget(m_made.at(side));
    retranslate();
}

void ExchangePage::showEvent(QShowEvent* event)
{
    makeSide();
    QWidget::showEvent(event);
}

void ExchangePage::showSide(Side side)
{
    m_segments->setCurrent(static_cast<int>(side));
    makeSide();
}

void ExchangePage::importFrom(workflow::ImportKind kind, const QString& path)
{
    showSide(Side::Import);
    m_import->setSource(kind, path);
}

void ExchangePage::retranslate()
{
    m_title->setText(tr("Exchange"));
    m_segments->setWords({tr("Import"), tr("Export"), tr("Backup")});
    switch (static_cast<Side>(m_segments->current())) {
    case Side::Import:
        m_subtitle->setText(tr("images and triplets into this project"));
        break;
    case Side::Export:
        m_subtitle->setText(tr("curated triplets for other people's training code"));
        break;
    case Side::Backup:
        m_subtitle->setText(tr("a copy of the project file"));
        break;
    }
}

void ExchangePage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

} // namespace triptych::ui
