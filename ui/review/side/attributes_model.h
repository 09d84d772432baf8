// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of AttributesView: attribute, reference, target. Differing attributes first, then the same
// ones, each by name; then what else is known of the images, read only; at last a row in which a
// missing attribute is named.
#pragma once

#include "core/workflow/attributes.h"

#include <QAbstractTableModel>

#include <array>
#include <optional>
#include <vector>

namespace triptych::ui {

class AttributesModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column
    {
        Name,
        Reference,
        Target,
        Columns
    };
    enum Role
    {
        DiffersRole = Qt::UserRole, // bool, of the row
        CatalogueRole,              // what the catalogue says, where the value was corrected
        SavingRole,                 // bool: asked for, not confirmed yet
        FactRole,                   // bool: read only, not an attribute
        AddRole                     // bool: the row for a new attribute
    };

    explicit AttributesModel(QObject* parent = nullptr);
    void setFacts(const workflow::ImageFacts& reference, const workflow::ImageFacts& target);
    void clear();
    void setEditable(bool editable);
    void retranslate();

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

Q_SIGNALS:
    void corrected(const triptych::Key& image, const QString& attribute, const QString& value);
    void named(int row); // a new attribute has its row now

private:
    struct Cell
    {
        std::optional<QString> value; // none: the image has no such attribute
        std::optional<QString> catalogue;
        bool saving = false;
    };
    struct Row
    {
        QString name;  // as in the catalogue
        QString title; // as shown
        std::array<Cell, 2> cells;
        bool fact = false;
        [[nodiscard]] bool differs() const { return cells[0].value != cells[1].value; }
    };
    void rebuild();
    void addFacts();
    void keepNamed();
    void giveRow(const QString& name);
    [[nodiscard]] bool addRow(int row) const;
    [[nodiscard]] QString cellText(const Row& row, int side) const;
    [[nodiscard]] QString spoken(const Row& row, int column) const;

    workflow::ImageFacts m_reference;
    workflow::ImageFacts m_target;
    std::vector<Row> m_rows;
    QStringList m_named; // new attributes that no image has yet
    bool m_known = false;
    bool m_editable = true;
};

} // namespace triptych::ui
