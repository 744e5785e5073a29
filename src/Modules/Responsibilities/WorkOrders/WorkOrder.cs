using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Facts;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Items;

namespace Qinglian.Responsibilities.WorkOrders;

/// <summary>A numbered order to one named person (R19).</summary>
public sealed class WorkOrder : Item
{
    private WorkOrder() { }

    internal WorkOrder(UnitId unit, string title, DateOnly due, PersonId to, Item? above) : base(unit, title, due, to, above) { }
}

/// <summary>Work orders from all modules share this one inbox; late ones climb the ladder.</summary>
public sealed class WorkOrderProcedure : ItemProcedure<WorkOrder>
{
    public WorkOrderProcedure() : base("work-order", "1", "GD", new("任务工单", "work orders"), owner: Who.Assignee)
    {
        Opens<GiveOrder>(by: Who.Holding(Duties.Office, Duties.Leader, Duties.Deputy, Duties.Supervisor, Duties.SupervisionLeader), at: ItemState.Issued);
        Opens<OrderFromItem>(by: Who.Nobody, at: ItemState.Issued);
        On<WorkOrdered>(order => new GiveOrder(order.Unit, order.Title, order.Task, order.To, order.Due));
    }
}

/// <summary>Gives a numbered order to one named person.</summary>
[Words("派发工单", "Give a work order")]
public sealed record GiveOrder(
    [Words("承办单位", "Unit")] UnitId Unit,
    [Words("工单名称", "Order")] string Title,
    [Words("任务", "Task"), Prose] string Task,
    [Words("承办人", "Person")] PersonId To,
    [Words("完成期限", "Due")] DateOnly Due) : IOpening<WorkOrder>
{
    public Refusal? Check(Moment now) => ItemChecks.NotPast(Due, nameof(Due), now);

    public WorkOrder Open(Moment now)
    {
        now.Notify(To, new("您有新的工单，请签收。", "You have a new work order: please accept it."));
        return new(Unit, Title, Due, To, null) { Text = Task };
    }
}

/// <summary>An order that carries out an item of the lists.</summary>
[Words("事项派生工单", "Work order from a list item")]
public sealed record OrderFromItem([Words("任务", "Task")] string Task, [Words("承办人", "Person")] PersonId To, [Words("完成期限", "Due")] DateOnly Due) : IOpening<WorkOrder>
{
    internal OrderFromItem(Item above, string task, PersonId to, DateOnly due) : this(task, to, due) => Above = above;

    internal Item? Above { get; }

    public WorkOrder Open(Moment now)
    {
        now.Notify(To, new("您有新的工单，请签收。", "You have a new work order: please accept it."));
        return new(Above!.Unit, Above.Title, Due, To, Above) { Text = Task, Source = Above.Source };
    }
}
