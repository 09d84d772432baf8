// SPDX-License-Identifier: GPL-3.0-or-later
// What the catalogue says of the two images.
#include "ui/review/side/attributes_view.h"

#include "ui/review/side/attributes_delegate.h"
#include "ui/review/side/attributes_model.h"
#include "ui/theme/controls.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QTableView>
#include <QTimer>
#include <QVBoxLayout>

namespace triptych::ui {

namespace {

constexpr int kNameWidth = 92;

} // namespace

// Arrows move, F2 and Return edit; letters are the page's, not a search.
class AttributesView::Table final : public QTableView
{
public:
    using QTableView::QTableView;
    [[nodiscard]] bool editing() const { return state() == EditingState; }

protected:
    void keyPressEvent(QKeyEvent* event) override
    {
        if (event->matches(QKeySequence::Copy)) {
            QApplication::clipboard()->setText(currentIndex().data(Qt::EditRole).toString());
            return;
        }
        switch (event->key()) {
        case Qt::Key_F2:
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (!editing() &&
                (currentIndex().flags() & Qt::ItemIsEditable)) { // else the field's own
                edit(currentIndex());
            }
            return;
        case Qt::Key_Up:
        case Qt::Key_Down:
        case Qt::Key_Left:
        case Qt::Key_Right:
        case Qt::Key_Home:
        case Qt::Key_End:
        case Qt::Key_PageUp:
        case Qt::Key_PageDown:
            QTableView::keyPressEvent(event);
            return;
        default:
            event->ignore();
        }
    }
    // Only its fields take input methods: the page takes letters for keys meanwhile.
    void focusInEvent(QFocusEvent* event) override
    {
        if (!currentIndex().isValid() && model()->rowCount() > 0) {
            setCurrentIndex(model()->index(0, AttributesModel::Reference));
        }
        QTableView::focusInEvent(event);
        setAttribute(Qt::WA_InputMethodEnabled, false);
    }
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override
    {
        QTableView::currentChanged(current, previous);
        setAttribute(Qt::WA_InputMethodEnabled, false);
    }
};

AttributesView::AttributesView(QWidget* parent)
    : QWidget(parent)
    , m_model(new AttributesModel(this))
{
    setObjectName(QStringLiteral("attributesView"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, space::kOne, 0);
    column->setSpacing(space::kOne);
    m_table = new Table(this);
    m_table->setObjectName(QStringLiteral("attributesTable"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new AttributesDelegate(m_table));
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(AttributesModel::Name, QHeaderView::Fixed);
    m_table->horizontalHeader()->resizeSection(AttributesModel::Name, kNameWidth);
    connect(m_table->horizontalHeader(), &QHeaderView::sectionResized, this,
            &AttributesView::fitRows, Qt::QueuedConnection); // when all have their width
    m_table->horizontalHeader()->setSectionsClickable(false);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->setProperty("rows", true);
    m_table->setWordWrap(true);
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    column->addWidget(m_table, 1);
    m_hint = makeLabel(LabelRole::Small, this);
    m_hint->setObjectName(QStringLiteral("attributesHint"));
    m_hint->setWordWrap(true);
    column->addWidget(m_hint);
    connect(m_model, &AttributesModel::corrected, this, &AttributesView::correctionRequested);
    connect(m_model, &AttributesModel::named, this, [this](int row) {
        const auto index = m_model->index(row, AttributesModel::Reference);
        m_table->setCurrentIndex(index);
        m_table->edit(index);
    });
    connect(m_model, &QAbstractItemModel::modelReset, this, &AttributesView::fitRows);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &AttributesView::fitRows);
    connect(m_table->itemDelegate(), &QAbstractItemDelegate::closeEditor, this, [this] {
        if (m_waiting) {
            QTimer::singleShot(0, this, [this] {
                if (m_waiting && !m_table->editing()) {
                    const auto facts = *m_waiting;
                    setFacts(facts.first, facts.second);
                }
            });
        }
    });
    retranslate();
}

AttributesView::~AttributesView()
{
    delete m_table; // an open field tells of its closing, and wants to find us here
}

void AttributesView::setFacts(const workflow::ImageFacts& reference,
                              const workflow::ImageFacts& target)
{
    const std::pair<Key, Key> keys{reference.key, target.key};
    if (m_table->editing() && keys == m_shown) {
        m_waiting.emplace(reference, target);
        return;
    }
    const auto current = m_table->currentIndex();
    const QString name =
        current.siblingAtColumn(AttributesModel::Name).data(Qt::EditRole).toString();
    const int column = current.column();
    const bool same = keys == m_shown;
    m_waiting.reset();
    m_shown = keys;
    m_model->setFacts(reference, target);
    for (int row = 0; same && column >= 0 && row < m_model->rowCount(); ++row) {
        const auto index = m_model->index(row, AttributesModel::Name);
        if (index.data(Qt::EditRole).toString() == name) {
            m_table->setCurrentIndex(index.siblingAtColumn(column));
            break;
        }
    }
}

void AttributesView::clearFacts()
{
    m_waiting.reset();
    m_shown = {};
    m_model->clear();
}

void AttributesView::setEditable(bool editable)
{
    m_model->setEditable(editable);
    m_hint->setVisible(editable);
}

void AttributesView::retranslate()
{
    m_table->setAccessibleName(tr("Attributes of both images"));
    m_hint->setText(tr("F2 or a double click corrects a value, Esc leaves it. Texts that were "
                       "written from the old value become stale and come back for review."));
    m_model->retranslate();
}

void AttributesView::fitRows()
{
    m_table->resizeRowsToContents();
}

void AttributesView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

} // namespace triptych::ui
