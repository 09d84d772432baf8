// SPDX-License-Identifier: GPL-3.0-or-later
// The Query page's parts and what joins them.
#include "ui/query/query_view.h"

#include "ui/browse/thumbnails.h"
#include "ui/convert.h"
#include "ui/exchange/file_field.h"
#include "ui/query/case_list.h"
#include "ui/query/case_table_panel.h"
#include "ui/query/image_field.h"
#include "ui/query/large_view.h"
#include "ui/query/note_line.h"
#include "ui/query/query_bar.h"
#include "ui/query/query_empty.h"
#include "ui/query/query_side.h"
#include "ui/query/reference_slot.h"
#include "ui/query/result_delegate.h"
#include "ui/query/result_model.h"
#include "ui/query/result_view.h"
#include "ui/query/step_trail.h"
#include "ui/query/word_chips.h"
#include "ui/review/toast.h"
#include "ui/settings/settings.h"
#include "ui/theme/controls.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QClipboard>
#include <QDragEnterEvent>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace triptych::ui {

namespace {

constexpr int kScrollBar = 12; // as wide as the style sheet has them
constexpr int kNarrow = 1000;

} // namespace

QueryView::QueryView(QueryBackend& backend, ImageCache* images, Settings* settings, QWidget* parent)
    : QWidget(parent)
    , m_backend(backend)
    , m_images(images)
    , m_settings(settings)
    , m_desk(backend)
{
    setAcceptDrops(true);
    m_model = new ResultModel(m_desk, this);
    m_side = new QuerySide(m_desk, backend, images, settings, this);
    build();
    connectDesk();
    connectResults();
    makeKeys();
    retranslate();
    if (settings) {
        m_bar->chooseMethods(settings->value(SettingKey::QueryMethods).toString());
        connect(m_bar, &QueryBar::methodsChosen, settings, [settings](const QString& methods) {
            settings->setValue(SettingKey::QueryMethods, methods);
        });
    }
    connect(&backend, &QueryBackend::opened, this, &QueryView::open);
    connect(&backend, &QueryBackend::changed, this, &QueryView::changed);
}

void QueryView::build()
{
    m_title = makeLabel(LabelRole::Title, this);
    m_facts = makeLabel(LabelRole::Secondary, this);
    m_facts->setObjectName(QStringLiteral("queryFacts"));
    m_time = makeLabel(LabelRole::Secondary, this);
    m_time->setObjectName(QStringLiteral("queryTime"));
    m_time->setFont(figureFont(type::kBody));
    auto* head = new QHBoxLayout;
    head->setSpacing(space::kTwo);
    head->addWidget(m_title);
    head->addWidget(m_facts, 1);
    head->addWidget(m_time);
    auto* lower = new QHBoxLayout;
    lower->setSpacing(space::kOneHalf);
    // What does not fit into a low window scrolls.
    auto* area = new QScrollArea(this);
    area->setObjectName(QStringLiteral("querySideArea"));
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setFocusPolicy(Qt::NoFocus);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFixedWidth(QuerySide::kWidth + kScrollBar);
    m_side->setProperty("transparent", true);
    area->viewport()->setAutoFillBackground(false);
    m_side->setAutoFillBackground(false);
    area->setWidget(m_side);
    lower->addWidget(area);
    lower->addWidget(buildRight(), 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::kThree, space::kTwo, space::kThree, space::kOneHalf);
    column->setSpacing(space::kOneHalf);
    column->addLayout(head);
    column->addLayout(lower, 1);
    m_large = new LargeView(*m_model, m_images, this);
    m_table = new CaseTablePanel(this);
    m_toast = new Toast(this, m_body);
    setFocusProxy(m_bar);
}

QWidget* QueryView::buildRight()
{
    auto* right = new QWidget(this);
    m_bar = new QueryBar(m_desk, right);
    m_encoderNote = new NoteLine(QStringLiteral("queryEncoderNote"), QStringLiteral("info"), right);
    m_unencodedNote =
        new NoteLine(QStringLiteral("queryUnencodedNote"), QStringLiteral("images"), right);
    m_queryNote = new NoteLine(QStringLiteral("queryNote"), QStringLiteral("info"), right);
    m_chips = new WordChips(right);
    m_chips->setObjectName(QStringLiteral("queryWords"));
    m_trail = new StepTrail(m_images, right);
    m_trail->setObjectName(QStringLiteral("queryTrail"));
    m_body = new QStackedWidget(right);
    m_empty = new QueryEmpty(m_body);
    m_results = new ResultView(*m_model, m_body);
    m_results->setObjectName(QStringLiteral("queryResults"));
    m_thumbnails = new Thumbnails(m_images, m_results->viewport());
    m_results->setItemDelegate(new ResultDelegate(*m_model, *m_thumbnails, m_results));
    m_body->addWidget(m_empty);
    m_body->addWidget(m_results);
    auto* column = new QVBoxLayout(right);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kOne);
    column->addWidget(m_bar);
    column->addWidget(m_trail);
    column->addWidget(m_chips);
    column->addWidget(m_encoderNote);
    column->addWidget(m_unencodedNote);
    column->addWidget(m_queryNote);
    column->addWidget(m_body, 1);
    column->addWidget(buildFoot());
    return right;
}

QWidget* QueryView::buildFoot()
{
    m_foot = new QWidget(this);
    m_target = makeLabel(LabelRole::Secondary, m_foot);
    m_target->setObjectName(QStringLiteral("queryTarget"));
    m_target->setTextFormat(Qt::RichText);
    m_target->setWordWrap(true);
    m_forget = makeLinkButton(QStringLiteral("queryForgetTarget"), m_foot);
    m_right = makeLinkButton(QStringLiteral("queryRight"), m_foot);
    m_wrong = makeLinkButton(QStringLiteral("queryWrong"), m_foot);
    m_save = makeLinkButton(QStringLiteral("querySave"), m_foot);
    m_footRow = new QBoxLayout(QBoxLayout::LeftToRight, m_foot);
    m_footRow->setContentsMargins(0, 0, 0, 0);
    m_footRow->setSpacing(space::kHalf);
    m_footRow->addWidget(m_target, 1);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(space::kOne);
    buttons->addStretch(1);
    for (QWidget* button : {m_forget, m_right, m_wrong, m_save}) {
        buttons->addWidget(button);
    }
    m_footRow->addLayout(buttons);
    connect(m_forget, &QPushButton::clicked, this, [this]() { m_desk.setTarget(std::nullopt); });
    connect(m_right, &QPushButton::clicked, this,
            [this]() { act(m_results->currentIndex().row(), &QueryDesk::markRight); });
    connect(m_wrong, &QPushButton::clicked, this,
            [this]() { act(m_results->currentIndex().row(), &QueryDesk::markWrong); });
    connect(m_save, &QPushButton::clicked, &m_desk, &QueryDesk::saveAsCase);
    return m_foot;
}

void QueryView::connectDesk()
{
    connect(&m_desk, &QueryDesk::questionChanged, this, &QueryView::refreshQuestion);
    connect(&m_desk, &QueryDesk::answered, this, &QueryView::refreshAnswer);
    connect(&m_desk, &QueryDesk::stateChanged, this, &QueryView::refreshState);
    connect(&m_desk, &QueryDesk::stageChanged, this, [this]() {
        refreshHead();
        refreshBody();
    });
    connect(&m_desk, &QueryDesk::encodingMoved, this, &QueryView::refreshBody);
    connect(&m_desk, &QueryDesk::casesChanged, this, [this]() {
        if (m_desk.run()) {
            m_table->setRun(*m_desk.run());
        }
        m_results->viewport()->update();
    });
    connect(&m_desk, &QueryDesk::caseRun, this, &QueryView::showTable);
    connect(&m_desk, &QueryDesk::said, this, [this](const QString& text, bool undoable) {
        m_toast->say(text, {}, undoable ? QStringLiteral("Ctrl+Z") : QString(),
                     undoable ? tr("undo") : QString());
    });
    connect(m_side, &QuerySide::said, this, [this](const QString& text) { m_toast->say(text); });
    connect(m_side->cases(), &CaseList::tableWanted, this, &QueryView::showTable);
    connect(m_table, &CaseTablePanel::caseChosen, this, [this](const QString& key) {
        for (const auto& one : m_desk.cases()) {
            if (toQString(one.key) == key) {
                m_desk.loadCase(workflow::SavedCase(one));
                return;
            }
        }
    });
    connect(m_trail, &StepTrail::chosen, &m_desk, &QueryDesk::goBack);
    connect(m_encoderNote, &NoteLine::acted, this, [this]() { m_desk.fetchStandard(); });
    connect(m_encoderNote, &NoteLine::otherActed, this, &QueryView::fetchFromFolder);
    connect(m_unencodedNote, &NoteLine::acted, this, [this]() {
        if (m_desk.encoding()) {
            m_desk.pauseEncoding();
        } else {
            m_desk.encode();
        }
    });
    connect(m_empty, &QueryEmpty::encodeWanted, &m_desk, &QueryDesk::encode);
    connect(m_empty, &QueryEmpty::pauseWanted, &m_desk, &QueryDesk::pauseEncoding);
    connect(m_empty, &QueryEmpty::importWanted, this, &QueryView::importRequested);
    connect(m_bar, &QueryBar::pastedImage, this, &QueryView::paste);
    connect(m_bar, &QueryBar::downWanted, this,
            [this]() { m_results->setFocus(Qt::TabFocusReason); });
}

void QueryView::connectResults()
{
    connect(m_results, &ResultView::referenceWanted, this, &QueryView::makeReference);
    connect(m_results, &ResultView::rightMarked, this,
            [this](int row) { act(row, &QueryDesk::markRight); });
    connect(m_results, &ResultView::wrongMarked, this,
            [this](int row) { act(row, &QueryDesk::markWrong); });
    connect(m_results, &ResultView::largeWanted, this, &QueryView::enlarge);
    connect(m_results, &ResultView::endInSight, &m_desk, &QueryDesk::more);
    connect(m_results, &ResultView::leftUpwards, m_bar, &QueryBar::focusText);
    connect(m_results, &QWidget::customContextMenuRequested, this, &QueryView::showMenu);
    connect(m_large, &LargeView::rightMarked, this,
            [this](int row) { act(row, &QueryDesk::markRight); });
    connect(m_large, &LargeView::wrongMarked, this,
            [this](int row) { act(row, &QueryDesk::markWrong); });
    connect(m_large, &LargeView::referenceWanted, this, &QueryView::makeReference);
    connect(m_large, &LargeView::rowChanged, this, [this](int row) {
        m_results->setCurrentIndex(m_model->index(row));
        m_results->scrollTo(m_model->index(row));
    });
    connect(m_large, &LargeView::closed, this,
            [this]() { m_results->setFocus(Qt::OtherFocusReason); });
}

void QueryView::makeKeys()
{
    const auto key = [this](const char* name, const QKeySequence& keys, auto act) {
        auto* action = new QAction(this);
        action->setObjectName(QLatin1String(name));
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
        connect(action, &QAction::triggered, this, act);
    };
    key("queryActionSave", QKeySequence::Save, [this]() { m_desk.saveAsCase(); });
    key("queryActionPaste", QKeySequence::Paste, [this]() { paste(); });
    key("queryActionUndo", QKeySequence::Undo, [this]() { m_desk.takeBack(); });
    key("queryActionText", QKeySequence::Find, [this]() { m_bar->focusText(); });
}

// Narrow: the known target's sentence has a line of its own. Low: one note is enough.
void QueryView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_footRow->setDirection(width() < kNarrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    refreshNotes();
}

void QueryView::keyPressEvent(QKeyEvent* event)
{
    if (event->text() == u"/") {
        m_bar->focusText();
        return;
    }
    QWidget::keyPressEvent(event);
}

void QueryView::open()
{
    m_stale = true;
    m_thumbnails->forget();
    if (isVisible()) {
        changed();
    }
}

void QueryView::changed()
{
    m_stale = true;
    if (isVisible() && m_backend.isOpen()) {
        m_stale = false;
        m_thumbnails->retry();
        m_desk.refresh();
    }
}

void QueryView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_stale) {
        changed();
    }
}

void QueryView::paste()
{
    if (const QMimeData* mime = QGuiApplication::clipboard()->mimeData()) {
        m_side->bring(*mime);
    }
}

void QueryView::bring(const QMimeData& mime)
{
    m_side->bring(mime);
}

// Anywhere on the page, for the slot that is being chosen. One folder, and a project: the window's.
void QueryView::dragEnterEvent(QDragEnterEvent* event)
{
    const QMimeData& mime = *event->mimeData();
    const Brought brought = mime.hasUrls() || mime.hasImage() ? broughtBy(mime) : Brought();
    const bool windows = mime.urls().size() == 1 && mime.urls().front().isLocalFile() &&
                         !brought.source && brought.name.isEmpty();
    if (!brought.empty() && !windows) {
        event->setDropAction(Qt::CopyAction);
        event->accept();
    } else {
        event->ignore();
    }
}

void QueryView::dropEvent(QDropEvent* event)
{
    event->setDropAction(Qt::CopyAction);
    event->accept();
    bring(*event->mimeData());
}

// Packages that were fetched on a computer with a network.
void QueryView::fetchFromFolder()
{
    if (m_settings) {
        pickPath(this, *m_settings, FileField::Pick::OpenFolder,
                 tr("Choose the folder with the fetched packages"), {},
                 [this](const QString& folder) { m_desk.fetchStandard(folder); });
    }
}

void QueryView::makeReference(int row)
{
    if (const auto* hit = m_model->hit(row)) {
        m_large->hide();
        m_desk.makeReference(ImageView(hit->image));
        m_bar->focusText();
    }
}

void QueryView::act(int row, void (QueryDesk::*what)(const ImageView&))
{
    if (const auto* hit = m_model->hit(row)) {
        (m_desk.*what)(ImageView(hit->image));
    }
}

void QueryView::enlarge(int row)
{
    m_large->open(row, m_desk.reference());
}

void QueryView::showTable()
{
    if (m_desk.run()) {
        m_table->setRun(*m_desk.run());
        m_table->openPanel(nullptr);
    }
}

void QueryView::showMenu(const QPoint& at)
{
    const int row = m_results->indexAt(at).row();
    const auto* hit = m_model->hit(row);
    if (!hit) {
        return;
    }
    m_results->setCurrentIndex(m_model->index(row));
    const ImageView image = hit->image;
    const QString name = toQString(image.name);
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("queryMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Make this the reference"), this, [this, row]() { makeReference(row); });
    menu->addAction(tr("Larger"), this, [this, row]() { enlarge(row); });
    menu->addSeparator();
    auto* right = menu->addAction(tr("This one is right"), this,
                                  [this, image]() { m_desk.markRight(image); });
    auto* wrong =
        menu->addAction(m_desk.isWrong(image.name) ? tr("Not wrong after all") : tr("Wrong"), this,
                        [this, image]() { m_desk.markWrong(image); });
    right->setEnabled(m_desk.writable());
    wrong->setEnabled(m_desk.writable());
    menu->addAction(tr("Tell where this one stands"), this,
                    [this, image]() { m_desk.setTarget(image.name); });
    menu->addSeparator();
    menu->addAction(tr("Show its pairs in Browse"), this, [this, name]() {
        Q_EMIT browseRequested(QStringLiteral("image:\"%1\"").arg(name));
    });
    menu->addAction(tr("Copy its name"), this,
                    [name]() { QGuiApplication::clipboard()->setText(name); });
    menu->addAction(tr("Copy its path"), this, [path = toQString(image.path)]() {
        QGuiApplication::clipboard()->setText(path);
    });
    menu->popup(m_results->viewport()->mapToGlobal(at));
}

void QueryView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange && m_toast) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

} // namespace triptych::ui
