using System.Reflection;
using Qinglian.Kernel.Facts;
using Qinglian.Kernel.Indicators;
using Qinglian.Kernel.Jobs;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;
using Qinglian.Kernel.Settings;

namespace Qinglian.Kernel;

/// <summary>What a module brings. Pages, access checks, jobs and documents are made from these lists and from nothing else.</summary>
public abstract class Module
{
    /// <summary>The name in code and addresses: <c>responsibilities</c>.</summary>
    public string Code => GetType().Name[..^"Module".Length].ToLowerInvariant();

    /// <summary>The name people see in the menu.</summary>
    public abstract Words Name { get; }

    public virtual IReadOnlyList<Procedure> Procedures => [];
    public virtual IReadOnlyList<Register> Registers => [];
    public virtual IReadOnlyList<Setting> Settings => [];

    /// <summary>Work done by the calendar, by type; built by the container.</summary>
    public virtual IReadOnlyList<Type> Jobs => [];

    /// <summary>The kinds of final facts this module records.</summary>
    public virtual IReadOnlyList<FactKind> Facts => [];

    /// <summary>The figures that this module's records give by themselves.</summary>
    public virtual IReadOnlyList<Indicator> Indicators => [];

    public Assembly Assembly => GetType().Assembly;
}
