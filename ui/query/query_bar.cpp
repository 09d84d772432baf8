// SPDX-License-Identifier: GPL-3.0-or-later
// The fields over the results.
#include "ui/query/query_bar.h"

#include "ui/convert.h"
#include "ui/query/image_field.h"
#include "ui/query/query_desk.h"
#include "ui/query/query_words.h"
#include "ui/query/second_text.h"
#include "ui/text/words.h"
#include "ui/theme/controls.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QDragEnterEvent>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QToolButton>

#include <array>

namespace triptych::ui {

namespace {

constexpr int kHeight = 42;
constexpr int kMostLetters = 10'000; // the encoder reads far fewer, and it is told
constexpr int kNarrow = 720;

// One method, or two that are compared.
struct Method
{
    const char* first;
    const char* compared;
};
constexpr std::array<Method, 8> kMethods{{{"aligned", ""},
                                          {"fusion", ""},
                                          {"image", ""},
                                          {"text", ""},
                                          {"aligned", "fusion"},
                                          {"aligned", "image"},
                                          {"aligned", "text"},
                                          {"fusion", "aligned"}}};

// As the settings keep it.
QString wordOf(const Method& method)
{
    const QString first = QLatin1String(method.first);
    return *method.compared == '\0' ? first
                                    : first + QLatin1Char('/') + QLatin1String(method.compared);
}

} // namespace

QueryBar::QueryBar(QueryDesk& desk, QWidget* parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_text(new QLineEdit(this))
    , m_without(new QLineEdit(this))
    , m_more(makeQuietButton(QStringLiteral("queryMore"), this))
    , m_method(new QComboBox(this))
    , m_category(new QComboBox(this))
    , m_second(new SecondText(desk, this))
{
    m_text->setObjectName(QStringLiteral("queryText"));
    m_without->setObjectName(QStringLiteral("queryWithout"));
    m_method->setObjectName(QStringLiteral("queryMethod"));
    m_category->setObjectName(QStringLiteral("queryCategory"));
    m_text->setFont(themeFont(type::kTitle));
    m_text->setClearButtonEnabled(true);
    m_without->setClearButtonEnabled(true);
    m_more->setCheckable(true);
    m_more->setIcon(themedIcon(QStringLiteral("plus"), *this));
    for (auto* field : {m_text, m_without, m_second->field()}) {
        field->setMaxLength(kMostLetters);
        field->installEventFilter(this);
    }
    for (QWidget* one : {static_cast<QWidget*>(m_text), static_cast<QWidget*>(m_without),
                         static_cast<QWidget*>(m_method), static_cast<QWidget*>(m_category)}) {
        one->setFixedHeight(kHeight);
    }
    m_category->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_category->setMinimumContentsLength(8);
    m_text->setMinimumWidth(160);
    m_without->setMinimumWidth(110);
    m_method->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_grid = new QGridLayout(this);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(space::kOne);
    arrange(false);
    setFocusProxy(m_text);
    connectParts();
    retranslate();
}

// Narrow: the choices go below the fields.
void QueryBar::arrange(bool narrow)
{
    m_narrow = narrow;
    for (QWidget* one : {static_cast<QWidget*>(m_text), static_cast<QWidget*>(m_without),
                         static_cast<QWidget*>(m_more), static_cast<QWidget*>(m_category),
                         static_cast<QWidget*>(m_method), static_cast<QWidget*>(m_second)}) {
        m_grid->removeWidget(one);
    }
    m_grid->addWidget(m_text, 0, 0);
    m_grid->addWidget(m_without, 0, 1);
    m_grid->addWidget(m_more, 0, 2);
    m_grid->addWidget(m_category, narrow ? 1 : 0, narrow ? 0 : 3);
    if (narrow) {
        m_grid->addWidget(m_method, 1, 1, 1, 2);
    } else {
        m_grid->addWidget(m_method, 0, 4);
    }
    m_grid->addWidget(m_second, 2, 0, 1, narrow ? 3 : 5);
    m_grid->setColumnStretch(0, narrow ? 3 : 6);
    m_grid->setColumnStretch(1, 2);
    m_grid->setColumnStretch(2, 0);
    m_grid->setColumnStretch(3, narrow ? 0 : 1);
    m_grid->setColumnStretch(4, 0);
    QWidget* before = m_text;
    const std::array<QWidget*, 4> order{m_without, m_more, m_category, m_method};
    for (QWidget* next : order) {
        setTabOrder(before, next);
        before = next;
    }
}

void QueryBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    const bool narrow = width() < kNarrow;
    if (narrow != m_narrow) {
        arrange(narrow);
    }
}

void QueryBar::connectParts()
{
    for (const auto* field : {m_text, m_without}) {
        connect(field, &QLineEdit::returnPressed, &m_desk, &QueryDesk::askNow);
    }
    connect(m_text, &QLineEdit::textChanged, &m_desk, &QueryDesk::setText);
    connect(m_without, &QLineEdit::textChanged, &m_desk, &QueryDesk::setWithout);
    connect(m_more, &QToolButton::clicked, this, [this](bool wanted) {
        if (wanted) {
            m_second->begin();
        } else {
            m_second->leave();
            focusText();
        }
    });
    connect(m_second, &SecondText::shown, m_more, &QToolButton::setChecked);
    connect(m_method, &QComboBox::activated, this, [this](int row) {
        const Method& method = kMethods.at(static_cast<std::size_t>(row));
        m_desk.setMethods(method.first, method.compared);
        Q_EMIT methodsChosen(wordOf(method));
    });
    connect(m_category, &QComboBox::activated, this, [this](int row) {
        m_desk.setCategory(fromQString(m_category->itemData(row).toString()));
    });
    connect(&m_desk, &QueryDesk::questionChanged, this, &QueryBar::refresh);
    connect(&m_desk, &QueryDesk::stateChanged, this, &QueryBar::fillCategories);
}

void QueryBar::chooseMethods(const QString& methods)
{
    for (const Method& method : kMethods) {
        if (wordOf(method) == methods) {
            m_desk.setMethods(method.first, method.compared);
        }
    }
    fillMethods();
}

void QueryBar::focusText()
{
    m_text->setFocus(Qt::OtherFocusReason);
}

void QueryBar::refresh()
{
    const std::array<std::pair<QLineEdit*, const QString*>, 2> fields{
        {{m_text, &m_desk.text()}, {m_without, &m_desk.without()}}};
    for (const auto& [field, text] : fields) {
        if (field->text() != *text) {
            const QSignalBlocker quiet(field);
            field->setText(*text);
        }
    }
    fillCategories();
    fillMethods();
}

void QueryBar::fillMethods()
{
    const QSignalBlocker quiet(m_method);
    m_method->clear();
    for (const auto& [first, compared] : kMethods) {
        const bool two = *compared != '\0';
        m_method->addItem(two ? tr("%1 ⇄ %2").arg(methodWord(first), methodWord(compared))
                              : methodWord(first));
        if (m_desk.method() == first && m_desk.compared() == compared) {
            m_method->setCurrentIndex(m_method->count() - 1);
        }
    }
}

void QueryBar::fillCategories()
{
    const QSignalBlocker quiet(m_category);
    m_category->clear();
    m_category->addItem(tr("all categories"), QString());
    if (m_desk.facts()) {
        for (const auto& one : m_desk.facts()->categories) {
            if (!one.value.empty()) {
                m_category->addItem(tr("%1 (%2)").arg(toQString(one.value), formatCount(one.count)),
                                    toQString(one.value));
            }
        }
    }
    const QString wanted = toQString(m_desk.category());
    int at = m_category->findData(wanted);
    if (at < 0) {
        m_category->addItem(wanted, wanted); // of a saved case
        at = m_category->count() - 1;
    }
    m_category->setCurrentIndex(at);
    m_category->setVisible(m_category->count() > 1);
}

bool QueryBar::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::DragEnter) {
        const QMimeData* mime = static_cast<QDragEnterEvent*>(event)->mimeData();
        if (mime->hasUrls() || mime->hasImage()) {
            event->ignore(); // an image for the page, not words for the field
            return true;
        }
    }
    if (event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Down && key->modifiers() == Qt::NoModifier) {
            Q_EMIT downWanted();
            return true;
        }
        if (key->matches(QKeySequence::Paste) && pastedSource()) {
            Q_EMIT pastedImage();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void QueryBar::retranslate()
{
    m_text->setPlaceholderText(tr("what should be different, e.g. blue instead of black"));
    m_text->setAccessibleName(tr("What should be different"));
    m_without->setPlaceholderText(tr("without …"));
    m_without->setAccessibleName(tr("What must not be there"));
    m_more->setAccessibleName(tr("A second text"));
    m_more->setToolTip(tr("Add a second text with a weight of its own"));
    m_method->setAccessibleName(tr("Method, or two to compare"));
    m_method->setToolTip(tr("Two methods: ▲ and ▼ tell how much higher or lower a result stands "
                            "with the first than with the second."));
    m_category->setAccessibleName(tr("Category to search in"));
    refresh();
}

void QueryBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange && m_category) {
        retranslate();
    }
    if (event->type() == QEvent::PaletteChange && m_second) {
        m_more->setIcon(themedIcon(QStringLiteral("plus"), *this));
    }
    QWidget::changeEvent(event);
}

} // namespace triptych::ui
