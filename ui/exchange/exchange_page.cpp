// SPDX-License-Identifier: GPL-3.0-or-later
// The Exchange page.
#include "ui/exchange/exchange_page.h"

#include "ui/exchange/backup_panel.h"
#include "ui/exchange/export_panel.h"
#include "ui/exchange/import_panel.h"
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
    m_import = new ImportPanel(context, this);
    m_export = new ExportPanel(context, this);
    m_backup = new BackupPanel(context, this);
    m_sides = new QStackedWidget(this);
    m_sides->addWidget(framed(m_import, this));
    m_sides->addWidget(framed(m_export, this));
    m_sides->addWidget(framed(m_backup, this));
    layout->addLayout(head);
    layout->addWidget(m_sides, 1);
    connect(m_segments, &Segments::chosen, this, [this](int side) {
        m_sides->setCurrentIndex(side);
        retranslate();
    });
    connect(m_import, &ImportPanel::imported, this, &ExchangePage::imported);
    connect(m_export, &ExportPanel::exported, this, &ExchangePage::exported);
    retranslate();
}

void ExchangePage::showSide(Side side)
{
    m_segments->setCurrent(static_cast<int>(side));
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
