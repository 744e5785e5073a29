namespace Qinglian.Kernel.Registers;

/// <summary>Something that is kept, with its history, and never overwritten.</summary>
public abstract class Register
{
    public abstract string Code { get; }
    public abstract Words Name { get; }
    public abstract Type RowType { get; }
}
