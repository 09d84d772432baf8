// SPDX-License-Identifier: GPL-3.0-or-later
// Binds keys by pressing them.
#include "ui/review/key_map_editor.h"

#include "ui/theme/controls.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace triptych::ui {

namespace {

constexpr int kRowHeight = 34;
constexpr int kTableHeight = 240; // at least
constexpr int kKeysWidth = 200;
constexpr std::array kPresets{KeyPreset::Triptych, KeyPreset::Prodigy, KeyPreset::LeftHand,
                              KeyPreset::NumericPad};

bool onlyModifier(int key)
{
    return key == Qt::Key_Shift || key == Qt::Key_Control || key == Qt::Key_Alt ||
           key == Qt::Key_AltGr || key == Qt::Key_Meta || key == Qt::Key_Super_L ||
           key == Qt::Key_Super_R;
}

} // namespace

KeyMapEditor::KeyMapEditor(KeyMapKeeper& keys, QWidget* parent)
    : QWidget(parent)
    , m_keys(keys)
{
    setObjectName(QStringLiteral("keyMapEditor"));
    build();
    connect(&keys, &KeyMapKeeper::changed, this, &KeyMapEditor::fill);
    retranslate();
}

QString KeyMapEditor::actionTitle(ReviewAction action)
{
    const auto reason = reasonIndex(action);
    return reason ? tr("Reason %1 for the last rejection").arg(*reason + 1)
                  : actionSentence(action);
}

void KeyMapEditor::build()
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kOneHalf);
    buildTop();
    m_table = new QTableWidget(kReviewActions, 2, this);
    m_table->setObjectName(QStringLiteral("keyTable"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->setProperty("rows", true); // the header's words stand over the cells'
    m_table->setWordWrap(false);
    m_table->setMinimumHeight(kTableHeight);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(kRowHeight);
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Fixed);
    m_table->setColumnWidth(1, kKeysWidth);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->setAttribute(Qt::WA_InputMethodEnabled, false);
    m_table->installEventFilter(this);
    for (int row = 0; row < kReviewActions; ++row) {
        m_table->setItem(row, 0, new QTableWidgetItem);
        m_table->setItem(row, 1, new QTableWidgetItem);
    }
    m_table->setCurrentCell(0, 0);
    connect(m_table, &QTableWidget::cellDoubleClicked, this, [this] { wait(false); });
    connect(m_table, &QTableWidget::currentCellChanged, this, [this] {
        stopWaiting();
        say({});
    });
    layout->addWidget(m_table, 1);
    buildConflict();
    buildButtons();
}

void KeyMapEditor::buildTop()
{
    m_presetLabel = makeLabel(LabelRole::Strong, this);
    m_preset = new QComboBox(this);
    m_preset->setObjectName(QStringLiteral("keyPreset"));
    for (const auto preset : kPresets) {
        m_preset->addItem(QString(), keyPresetId(preset));
    }
    m_single = new QCheckBox(this);
    m_single->setObjectName(QStringLiteral("singleKeys"));
    m_singleAbout = makeLabel(LabelRole::Secondary, this);
    m_singleAbout->setWordWrap(true);
    m_legend = makeButton(QStringLiteral("keyLegendSave"), this);
    auto* top = new QHBoxLayout;
    top->setSpacing(space::kOneHalf);
    top->addWidget(m_presetLabel);
    top->addWidget(m_preset);
    top->addStretch(1);
    top->addWidget(m_legend);
    auto* column = static_cast<QVBoxLayout*>(layout());
    column->addLayout(top);
    column->addWidget(m_single);
    column->addWidget(m_singleAbout);
    connect(m_preset, &QComboBox::activated, this, [this](int index) {
        stopWaiting();
        m_keys.setPreset(kPresets.at(static_cast<std::size_t>(index)));
        say({});
    });
    connect(m_single, &QCheckBox::toggled, this, [this](bool on) { m_keys.setSingleKeys(on); });
    connect(m_legend, &QPushButton::clicked, this, &KeyMapEditor::legendRequested);
}

void KeyMapEditor::buildConflict()
{
    m_conflict = new QFrame(this);
    m_conflict->setObjectName(QStringLiteral("keyConflict"));
    auto* inside = new QHBoxLayout(m_conflict);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->setSpacing(space::kOne);
    m_conflictText = makeLabel(LabelRole::Error, m_conflict);
    m_conflictText->setObjectName(QStringLiteral("keyConflictText"));
    m_conflictText->setWordWrap(true);
    m_take = makeButton(QStringLiteral("keyConflictTake"), m_conflict);
    m_keep = makeButton(QStringLiteral("keyConflictKeep"), m_conflict);
    inside->addWidget(m_conflictText, 1);
    inside->addWidget(m_take);
    inside->addWidget(m_keep);
    m_conflict->hide();
    m_take->installEventFilter(this);
    m_keep->installEventFilter(this);
    m_said = makeLabel(LabelRole::Secondary, this);
    m_said->setObjectName(QStringLiteral("keySaid"));
    m_said->setWordWrap(true);
    layout()->addWidget(m_conflict);
    layout()->addWidget(m_said);
    connect(m_take, &QPushButton::clicked, this, [this] { closeConflict(true); });
    connect(m_keep, &QPushButton::clicked, this, [this] { closeConflict(false); });
}

void KeyMapEditor::buildButtons()
{
    m_change = makeButton(QStringLiteral("keyChange"), this);
    m_add = makeButton(QStringLiteral("keyAdd"), this);
    m_reset = makeButton(QStringLiteral("keyReset"), this);
    m_resetAll = makeButton(QStringLiteral("keyResetAll"), this);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(space::kOne);
    buttons->addWidget(m_change);
    buttons->addWidget(m_add);
    buttons->addWidget(m_reset);
    buttons->addStretch(1);
    buttons->addWidget(m_resetAll);
    static_cast<QVBoxLayout*>(layout())->addLayout(buttons);
    connect(m_change, &QPushButton::clicked, this, [this] { wait(false); });
    connect(m_add, &QPushButton::clicked, this, [this] { wait(true); });
    connect(m_reset, &QPushButton::clicked, this, [this] {
        stopWaiting();
        m_keys.reset(current());
        say(tr("“%1” has the preset's keys again.").arg(actionTitle(current())));
    });
    connect(m_resetAll, &QPushButton::clicked, this, [this] {
        stopWaiting();
        m_keys.resetAll();
        say(tr("All keys are the preset's again."));
    });
}

ReviewAction KeyMapEditor::current() const
{
    return static_cast<ReviewAction>(std::max(0, m_table->currentRow()));
}

void KeyMapEditor::fill()
{
    const auto preset = std::find(kPresets.begin(), kPresets.end(), m_keys.preset());
    m_preset->setCurrentIndex(static_cast<int>(preset - kPresets.begin()));
    m_single->setChecked(m_keys.singleKeys());
    for (int row = 0; row < kReviewActions; ++row) {
        fillRow(row);
    }
}

void KeyMapEditor::fillRow(int row)
{
    const auto action = static_cast<ReviewAction>(row);
    const QStringList keys = m_keys.map().keysOf(action);
    const bool waits = m_waiting && m_table->currentRow() == row;
    const Theme& theme = Theme::of(*this);
    auto* words = m_table->item(row, 0);
    auto* cell = m_table->item(row, 1);
    words->setText(actionTitle(action));
    cell->setText(waits            ? tr("press a key …")
                  : keys.isEmpty() ? tr("no key")
                                   : keys.join(QStringLiteral("  ")));
    cell->setForeground(waits ? theme.accent : keys.isEmpty() ? theme.rejected : theme.text);
    cell->setFont(themeFont(type::kBody, QFont::DemiBold));
    const QString spoken = tr("%1: %2").arg(words->text(), cell->text());
    words->setData(Qt::AccessibleTextRole, spoken);
    cell->setData(Qt::AccessibleTextRole, spoken);
}

void KeyMapEditor::wait(bool adds)
{
    closeConflict(false);
    m_adds = adds;
    m_waiting = true;
    m_table->setFocus(Qt::OtherFocusReason);
    m_table->scrollToItem(m_table->currentItem());
    fillRow(m_table->currentRow());
    say(tr("Press the key for “%1”. Esc leaves it as it is.").arg(actionTitle(current())));
}

void KeyMapEditor::stopWaiting()
{
    if (m_waiting) {
        m_waiting = false;
        say({});
        fill();
    }
    m_asked.reset();
    m_conflict->hide();
}

void KeyMapEditor::take(const QKeyEvent& event)
{
    if (event.isAutoRepeat() || onlyModifier(event.key())) {
        return;
    }
    if (event.key() == Qt::Key_Escape) {
        stopWaiting();
        return;
    }
    const auto stroke = strokeOf(event);
    if (!stroke) {
        say(tr("This key has its own work in the window. Press another one, or Esc."));
        return;
    }
    const auto owner = m_keys.map().ownerOf(*stroke);
    if (owner && *owner != current()) {
        askAbout(*stroke, *owner);
    } else {
        bind(*stroke);
    }
}

void KeyMapEditor::bind(KeyStroke stroke)
{
    const ReviewAction action = current();
    std::vector<KeyStroke> strokes;
    if (m_adds) {
        strokes = m_keys.map().strokesOf(action);
        std::erase(strokes, stroke);
    }
    strokes.push_back(stroke);
    m_waiting = false;
    m_keys.setKeys(action, strokes);
    fill();
    say(tr("%1 is now a key for “%2”.").arg(strokeName(stroke), actionTitle(action)));
}

void KeyMapEditor::askAbout(KeyStroke stroke, ReviewAction owner)
{
    m_asked = stroke;
    say({});
    m_conflictText->setText(
        tr("%1 is the key for “%2” already.").arg(strokeName(stroke), actionTitle(owner)));
    m_conflict->setAccessibleName(m_conflictText->text());
    m_conflict->show();
    m_take->setFocus(Qt::OtherFocusReason);
}

void KeyMapEditor::closeConflict(bool taken)
{
    if (!m_asked) {
        return;
    }
    const KeyStroke stroke = *m_asked;
    const auto owner = m_keys.map().ownerOf(stroke);
    m_asked.reset();
    m_conflict->hide();
    m_table->setFocus(Qt::OtherFocusReason);
    if (!taken) {
        stopWaiting();
        return;
    }
    bind(stroke);
    if (owner && m_keys.map().strokesOf(*owner).empty()) {
        say(tr("“%1” has no key now.").arg(actionTitle(*owner)));
    }
}

void KeyMapEditor::say(const QString& text)
{
    m_said->setText(text);
    m_said->setVisible(!text.isEmpty());
}

bool KeyMapEditor::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_table && event->type() == QEvent::ShortcutOverride && m_waiting) {
        event->accept(); // Alt and function keys too come here as keys
        return true;
    }
    if (watched == m_table && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (m_waiting) {
            take(*key);
            return true;
        }
        const bool enters =
            key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter || key->key() == Qt::Key_F2;
        if (enters && key->modifiers() == Qt::NoModifier) {
            wait(false);
            return true;
        }
    }
    if (watched != m_table && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        closeConflict(false); // on one of its two buttons
        return true;
    }
    if (watched == m_table && event->type() == QEvent::FocusOut && m_waiting && !m_asked) {
        stopWaiting();
    }
    return QWidget::eventFilter(watched, event);
}

void KeyMapEditor::retranslate()
{
    m_presetLabel->setText(tr("Preset"));
    m_preset->setAccessibleName(tr("Preset of keys"));
    for (std::size_t i = 0; i < kPresets.size(); ++i) {
        m_preset->setItemText(static_cast<int>(i), keyPresetName(kPresets.at(i)));
    }
    m_single->setText(tr("One key is enough"));
    m_singleAbout->setText(
        tr("Switch it off if keys are pressed by accident or by dictation: every key of this table "
           "then works together with Alt only."));
    m_table->setAccessibleName(tr("Keys of the Review page"));
    m_table->setHorizontalHeaderLabels({tr("Action"), tr("Keys")});
    m_take->setText(tr("Take it from there"));
    m_keep->setText(tr("Leave it there"));
    m_change->setText(tr("Change key"));
    m_add->setText(tr("Add a key"));
    m_reset->setText(tr("Reset"));
    m_resetAll->setText(tr("Reset all"));
    m_legend->setText(tr("Save a page to print…"));
    fill();
}

void KeyMapEditor::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        stopWaiting();
        say({});
        retranslate();
    } else if (event->type() == QEvent::PaletteChange && m_resetAll) {
        fill();
    }
    QWidget::changeEvent(event);
}

void KeyMapEditor::hideEvent(QHideEvent* event)
{
    stopWaiting();
    say({});
    QWidget::hideEvent(event);
}

} // namespace triptych::ui
