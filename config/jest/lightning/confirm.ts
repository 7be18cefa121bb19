/** A test says what the person answers: `LightningConfirm.open.mockResolvedValue(true)`. */
const LightningConfirm = { open: jest.fn() };
export default LightningConfirm;
