using Qinglian.Kernel.Registers;
using Qinglian.Kernel.Settings;

namespace Qinglian.Kernel.Organisations;

/// <summary>The registers of the organisation, which every installation has, and the settings that go with them.</summary>
public static class OrganisationRegisters
{
    public static IReadOnlyList<Register> All { get; } =
    [
        new UnitRegister(), new PostRegister(), new PersonRegister(), new TenureRegister(), new WorkDivisionRegister(), new MandateRegister(),
        new RelativeRegister(), new DutyGrantRegister(), new CompartmentRegister(), new CompartmentMemberRegister(),
    ];

    public static IReadOnlyList<Setting> Settings { get; } = [Line.Levels, .. Coverage.Required.Values];
}
