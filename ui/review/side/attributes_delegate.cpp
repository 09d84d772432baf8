// SPDX-License-Identifier: GPL-3.0-or-later
// How a row of attributes looks.
#include "ui/review/side/attributes_delegate.h"

#include "ui/review/side/attributes_model.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QLineEdit>
#include <QPainter>
#include <QTableView>

#include <algorithm>

namespace triptych::ui {

namespace {

constexpr int kMargin = 6;
constexpr int kMark = 14; // room of "≠"
constexpr int kPencil = 12;
constexpr int kLeastHeight = 32;
constexpr int kEditorWidth = 150;
constexpr int kEditorHeight = 34;

// Between words, unless one is too long for the room.
int wrapOf(const QFont& font, const QString& text, int room)
{
    const QFontMetrics metrics(font);
    const auto words = text.split(QLatin1Char(' '));
    const bool fits = std::all_of(words.begin(), words.end(), [&](const QString& word) {
        return metrics.horizontalAdvance(word) <= room;
    });
    return (fits ? Qt::TextWordWrap : Qt::TextWrapAnywhere) | Qt::AlignLeft | Qt::AlignTop;
}

struct Parts
{
    QFont font;
    QFont small;
    QString text;
    QString under; // second line, smaller
    int left = 0;  // of the text
    int wrap = 0;
    int underWrap = 0;
    QSize textSize;
    QSize underSize;
};

Parts partsOf(const QModelIndex& index, int width)
{
    Parts parts;
    const bool differs = index.data(AttributesModel::DiffersRole).toBool();
    const bool name = index.column() == AttributesModel::Name;
    const bool saving = index.data(AttributesModel::SavingRole).toBool();
    parts.font = themeFont(13, differs && !name ? QFont::DemiBold : QFont::Normal);
    parts.font.setItalic(saving);
    parts.small = themeFont(type::kSmall);
    parts.text = index.data(Qt::DisplayRole).toString();
    parts.left = name && !index.data(AttributesModel::AddRole).toBool() ? kMark : 0;
    const auto catalogue = index.data(AttributesModel::CatalogueRole);
    if (saving) {
        parts.under = AttributesModel::tr("saving…");
    } else if (catalogue.isValid()) {
        parts.under = catalogue.toString().isEmpty()
                          ? AttributesModel::tr("catalogue: none")
                          : AttributesModel::tr("catalogue: %1").arg(catalogue.toString());
    }
    const QRect room(0, 0, std::max(20, width - 2 * kMargin - parts.left), 10'000);
    parts.wrap = wrapOf(parts.font, parts.text, room.width());
    parts.textSize = QFontMetrics(parts.font).boundingRect(room, parts.wrap, parts.text).size();
    if (!parts.under.isEmpty()) {
        const int pencil = saving ? 0 : kPencil + 2;
        parts.underWrap = wrapOf(parts.small, parts.under, room.width() - pencil);
        parts.underSize =
            QFontMetrics(parts.small)
                .boundingRect(room.adjusted(0, 0, -pencil, 0), parts.underWrap, parts.under)
                .size();
    }
    return parts;
}

void paintGround(QPainter& painter, const QStyleOptionViewItem& option, const Theme& theme)
{
    const bool current = option.state.testFlag(QStyle::State_Selected);
    const bool focused = current && option.widget && option.widget->hasFocus();
    if (focused) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(theme.accent, 2.0));
        painter.setBrush(theme.selected);
        painter.drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -1), 4, 4);
    } else if (current) {
        painter.fillRect(option.rect, theme.hover);
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(QPen(theme.line, 1.0));
    painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    painter.setRenderHint(QPainter::Antialiasing);
}

} // namespace

void AttributesDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                               const QModelIndex& index) const
{
    // The table's own ground is transparent, and so tells nothing of the theme.
    const auto& theme =
        option.widget ? Theme::of(*option.widget->window()) : Theme::of(option.palette);
    painter->save();
    paintGround(*painter, option, theme);
    const auto parts = partsOf(index, option.rect.width());
    const bool name = index.column() == AttributesModel::Name;
    const bool differs = index.data(AttributesModel::DiffersRole).toBool();
    const bool fact = index.data(AttributesModel::FactRole).toBool();
    const bool add = index.data(AttributesModel::AddRole).toBool();
    const QRect inner = option.rect.adjusted(kMargin, kMargin, -kMargin, -kMargin);
    if (name && differs) {
        painter->setFont(themeFont(13, QFont::DemiBold));
        painter->setPen(theme.edited);
        painter->drawText(QRect(inner.left(), inner.top(), kMark, inner.height()),
                          Qt::AlignLeft | Qt::AlignTop, QStringLiteral("≠"));
    }
    painter->setFont(parts.font);
    painter->setPen(add ? theme.accent : (name || fact ? theme.secondary : theme.text));
    QRect text = inner.adjusted(parts.left, 0, 0, 0);
    painter->drawText(text, parts.wrap, parts.text);
    if (!parts.under.isEmpty()) {
        text.setTop(text.top() + parts.textSize.height());
        if (!index.data(AttributesModel::SavingRole).toBool()) {
            paintIcon(*painter, QRectF(text.left(), text.top() + 1, kPencil, kPencil),
                      QStringLiteral("pencil"), theme.edited);
            text.setLeft(text.left() + kPencil + 2);
        }
        painter->setFont(parts.small);
        painter->setPen(theme.secondary);
        painter->drawText(text, parts.underWrap, parts.under);
    }
    painter->restore();
}

QSize AttributesDelegate::sizeHint(const QStyleOptionViewItem& option,
                                   const QModelIndex& index) const
{
    const auto* view = qobject_cast<const QTableView*>(option.widget);
    const int width = view ? view->columnWidth(index.column()) : option.rect.width();
    const auto parts = partsOf(index, width);
    return {width, std::max(kLeastHeight,
                            parts.textSize.height() + parts.underSize.height() + 2 * kMargin + 1)};
}

QWidget* AttributesDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem& /*option*/,
                                          const QModelIndex& index) const
{
    auto* field = new QLineEdit(parent);
    field->setObjectName(QStringLiteral("attributeEditor"));
    field->setMaxLength(1'000);
    if (index.column() == AttributesModel::Name) {
        field->setPlaceholderText(AttributesModel::tr("name, e.g. colour"));
        field->setAccessibleName(AttributesModel::tr("Name of the new attribute"));
    } else {
        field->setAccessibleName(
            index.siblingAtColumn(AttributesModel::Name).data(Qt::DisplayRole).toString());
    }
    return field;
}

void AttributesDelegate::setEditorData(QWidget* editor, const QModelIndex& index) const
{
    auto* field = static_cast<QLineEdit*>(editor);
    field->setText(index.data(Qt::EditRole).toString());
    field->selectAll();
}

void AttributesDelegate::updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option,
                                              const QModelIndex& /*index*/) const
{
    const int room = editor->parentWidget()->width();
    const int width = std::min(room, std::max(kEditorWidth, option.rect.width()));
    const int left = std::clamp(option.rect.left(), 0, std::max(0, room - width));
    editor->setGeometry(left, option.rect.top(), width,
                        std::max(kEditorHeight, std::min(option.rect.height(), kEditorHeight)));
}

} // namespace triptych::ui
